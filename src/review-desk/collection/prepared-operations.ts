/** An operation that was prepared for a person's work, with what it is for and variables to start from. */
export interface PreparedOperation {
  /** Folder and file without ending: `reviewer/claim-next`. */
  readonly path: string;
  /** Who runs it, by folder: `reviewer`. */
  readonly group: string;
  /** The operation's name, which is also the tab's title. */
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** The comment at the top of the file, in one line. */
  readonly about: string;
  readonly query: string;
  readonly variables: string | null;
}

const queries = import.meta.glob<string>('../../../operations/**/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const variables = import.meta.glob<string>('../../../operations/**/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every prepared operation, by path. */
export const PREPARED_OPERATIONS: readonly PreparedOperation[] = Object.entries(queries)
  .map(([file, query]) => readOperation(file, query.trim()))
  .sort((one, other) => one.path.localeCompare(other.path));

function readOperation(file: string, query: string): PreparedOperation {
  const path = file.replace(/^.*\/operations\//, '').replace(/\.graphql$/, '');
  // By a pattern, so that the desk need not wait for a parser; a test parses every file and finds the same.
  const [, kind, name] = /^(query|mutation|subscription) (\w+)/m.exec(query) ?? [];
  if (name === undefined || !isKind(kind)) throw new Error(`operations/${path}.graphql has no operation with a name.`);
  return {
    path,
    group: path.split('/')[0] ?? path,
    name,
    kind,
    about: (/^(?:#.*\n)*/.exec(query)?.[0] ?? '').replaceAll(/^# ?/gm, '').replaceAll('\n', ' ').trim(),
    query,
    variables: variables[file.replace(/\.graphql$/, '.json')]?.trim() ?? null,
  };
}

function isKind(text: string | undefined): text is PreparedOperation['kind'] {
  return text === 'query' || text === 'mutation' || text === 'subscription';
}
