/** The name by which GraphiQL knows the panel for files. */
export const UPLOADS_TITLE = 'Uploads';
