import { GraphiQL } from 'graphiql';
import { REVIEWERS_DAY } from './collection/reviewers-day.ts';
import { DeskContext } from './desk-context.ts';
import type { Desk } from './desk.ts';
import { PLUGINS } from './plugins.ts';
import { ReadSchemaAfterSignIn } from './session/read-schema-after-sign-in.tsx';
import { SessionBar } from './session/session-bar.tsx';
import { storageWithoutHeaders } from './storage-without-headers.ts';
import { ChooseFilesButton } from './uploads/choose-files-button.tsx';

const storage = storageWithoutHeaders({
  keys: () => Object.keys(localStorage),
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, value),
  removeItem: (key) => localStorage.removeItem(key),
});
const defaultTabs = REVIEWERS_DAY.map(({ query, variables }) => ({ query, variables }));

/** What the variables editor takes for a scalar: a file is null there, and chosen in the panel for uploads. */
const SCALARS = { Upload: { type: 'null' as const } };

/** The whole page: the bar, and GraphiQL with the desk's plugins below it. */
export function ReviewDesk({ desk }: { desk: Desk }) {
  return (
    <DeskContext value={desk}>
      <SessionBar />
      <main className="desk-main">
        <GraphiQL
          fetcher={desk.fetcher}
          onSchemaChange={desk.keepSchema}
          plugins={PLUGINS}
          defaultTabs={defaultTabs}
          defaultQuery=""
          defaultEditorToolsVisibility="variables"
          showPersistHeadersSettings={false}
          inputValueDeprecation
          schemaDescription
          customScalarSchemas={SCALARS}
          storage={storage}
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
          <GraphiQL.Toolbar>
            {({ prettify, copy, merge }) => (
              <>
                {prettify}
                {merge}
                {copy}
                <ChooseFilesButton />
              </>
            )}
          </GraphiQL.Toolbar>
          <ReadSchemaAfterSignIn />
        </GraphiQL>
      </main>
    </DeskContext>
  );
}
