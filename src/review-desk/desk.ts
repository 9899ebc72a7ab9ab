import type { Fetcher } from '@graphiql/toolkit';
import type { GraphQLSchema } from 'graphql';
import { createDeskFetcher } from './fetcher/desk-fetcher.ts';
import { fetchPeople } from './session/fetch-people.ts';
import { createSession, type Session } from './session/session.ts';
import { createChosenFiles, type ChosenFiles } from './uploads/chosen-files.ts';

/** What every part of the desk shares. Plugins reach it by `useDesk`. */
export interface Desk {
  readonly session: Session;
  readonly chosenFiles: ChosenFiles;
  readonly fetcher: Fetcher;
  /** Keeps the schema that GraphiQL has read, so that the fetcher knows which variables take files. */
  readonly keepSchema: (schema: GraphQLSchema) => void;
}

/** Puts the parts together. Signs nobody in yet: await `session.start`. */
export function createDesk(): Desk {
  const session = createSession({ fetchPeople, store: sessionStorage });
  const chosenFiles = createChosenFiles();
  let known: GraphQLSchema | undefined;
  return {
    session,
    chosenFiles,
    fetcher: createDeskFetcher({ session, chosenFiles, schema: () => known }),
    keepSchema(schema) {
      known = schema;
    },
  };
}
