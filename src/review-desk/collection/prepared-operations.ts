import { Kind, parse } from 'graphql';

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
  const definition = parse(query).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`operations/${path}.graphql has no operation.`);
  return {
    path,
    group: path.split('/')[0] ?? path,
    name: definition.name?.value ?? path,
    kind: definition.operation,
    about: (/^(?:#.*\n)*/.exec(query)?.[0] ?? '').replaceAll(/^# ?/gm, '').replaceAll('\n', ' ').trim(),
    query,
    variables: variables[file.replace(/\.graphql$/, '.json')]?.trim() ?? null,
  };
}
