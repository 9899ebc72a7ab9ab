import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { PreparedOperation } from './prepared-operations.ts';

/** Answers a function that shows an operation: in the tab that has it already, in an empty one, or in a new one. */
export function useOpenOperation(): (operation: PreparedOperation) => void {
  const actions = useGraphiQLActions();
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor'),
  );
  return ({ name, query, variables }) => {
    const open = tabs.findIndex((tab) => tab.query?.trim() === query);
    if (open >= 0) {
      if (open !== activeTabIndex) actions.changeTab(open);
      return;
    }
    if (queryEditor?.getValue().trim() !== '') actions.addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables ?? '');
    actions.updateActiveTabValues({ query, variables, operationName: name });
  };
}
