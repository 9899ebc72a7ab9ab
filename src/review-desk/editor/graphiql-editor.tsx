import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import type { GraphQLSchema } from 'graphql';
import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import { REVIEWERS_DAY } from '../collection/reviewers-day.ts';
import { useDesk } from '../desk-context.ts';
import { createDeskFetcher } from '../fetcher/desk-fetcher.ts';
import { useStore } from '../parts/store.ts';
import { isReviewing } from '../session/session.ts';
import { ReadSchemaAfterSignIn } from '../session/read-schema-after-sign-in.tsx';
import { ChooseFilesButton } from '../uploads/choose-files-button.tsx';
import { ConnectEditor } from './connect-editor.tsx';
import { KeepPanelWidth } from './keep-panel-width.tsx';
import { withPanelWidths } from './panel-widths.ts';
import { PLUGINS } from './plugins.ts';
import { REVIEW_TITLE } from './review-plugin.tsx';
import { storageWithoutHeaders } from './storage-without-headers.ts';

const defaultTabs = REVIEWERS_DAY.map(({ query, variables }) => ({ query, variables }));

/** What the variables editor takes for a scalar: a file is null there, and chosen in the panel for uploads. */
const SCALARS = { Upload: { type: 'null' as const } };

/** What GraphiQL keeps in the browser. At the first visit of a reviewer the desk is open. */
function createStorage(isReviewer: boolean) {
  const first: Readonly<Record<string, string>> = isReviewer ? { 'graphiql:visiblePlugin': REVIEW_TITLE } : {};
  return storageWithoutHeaders(
    withPanelWidths({
      keys: () => Object.keys(localStorage),
      getItem: (key) => localStorage.getItem(key) ?? first[key] ?? null,
      setItem: (key, value) => localStorage.setItem(key, value),
      removeItem: (key) => localStorage.removeItem(key),
    }),
  );
}

/** GraphiQL with the desk's plugins. */
export function GraphiqlEditor() {
  const desk = useDesk();
  const { isShown } = useStore(desk.editor);
  const [parts] = useState(() => {
    let known: GraphQLSchema | undefined;
    return {
      fetcher: createDeskFetcher({ ...desk, schema: () => known }),
      storage: createStorage(isReviewing(desk.session.get())),
      keepSchema: (schema: GraphQLSchema) => {
        known = schema;
      },
    };
  });
  return (
    <GraphiQL
      className={isShown ? '' : 'desk-without-editor'}
      fetcher={parts.fetcher}
      onSchemaChange={parts.keepSchema}
      plugins={PLUGINS}
      defaultTabs={defaultTabs}
      defaultQuery=""
      defaultEditorToolsVisibility="variables"
      showPersistHeadersSettings={false}
      inputValueDeprecation
      schemaDescription
      customScalarSchemas={SCALARS}
      storage={parts.storage}
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
      <ConnectEditor />
      <KeepPanelWidth storage={parts.storage} />
    </GraphiQL>
  );
}
