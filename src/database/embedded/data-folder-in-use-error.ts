/** Thrown when another running server owns the data folder; the message names the folder and the ways out. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';

  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another running server. Stop that server, or set DATA_DIR to another ` +
        'folder for this one. To run several servers on one database, set DATABASE_URL.',
    );
  }
}
