import { readFileSync } from 'node:fs';

/** The contract's text, as the server reads it. */
export const contractText = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
