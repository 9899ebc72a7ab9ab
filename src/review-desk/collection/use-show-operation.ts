import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useMemo } from 'react';
import type { ShownOperation } from '../editor/editor-bridge.ts';

/**
 * Answers a function that shows an operation, with its variables and its answer, where there are any: in the tab that has
 * it already, in an empty one, or in a new one. Undefined until GraphiQL's editors are there.
 */
export function useShowOperation(): ((operation: ShownOperation) => void) | undefined {
  const actions = useGraphiQLActions();
  const { tabs, activeTabIndex, queryEditor, variableEditor, responseEditor } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor', 'responseEditor'),
  );
  return useMemo(() => {
    if (!queryEditor || !variableEditor || !responseEditor) return undefined;
    return ({ name, query, variables, answer }) => {
      const open = tabs.findIndex((tab) => tab.query?.trim() === query);
      if (open >= 0 && open !== activeTabIndex) actions.changeTab(open);
      if (open < 0) {
        if (queryEditor.getValue().trim() !== '') actions.addTab();
        queryEditor.setValue(query);
        actions.updateActiveTabValues({ query, operationName: name });
      }
      // What somebody typed into a tab that was open already stays, unless new variables come.
      if (open < 0 || answer !== undefined) {
        variableEditor.setValue(variables ?? '');
        actions.updateActiveTabValues({ variables });
      }
      if (answer !== undefined) {
        responseEditor.setValue(answer);
        actions.updateActiveTabValues({ response: answer });
      }
    };
  }, [actions, tabs, activeTabIndex, queryEditor, variableEditor, responseEditor]);
}
