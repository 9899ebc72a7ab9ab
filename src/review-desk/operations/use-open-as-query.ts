import { useDesk } from '../desk-context.ts';
import { documentOf } from './desk-operations.ts';
import type { LoggedOperation } from './operation-log.ts';

/** Answers a function that shows an operation in the editor as it was sent, with its variables and its answer. */
export function useOpenAsQuery(): (entry: LoggedOperation) => void {
  const { editor } = useDesk();
  return ({ name, variables, answer }) => {
    const { query } = documentOf(name);
    editor.open({
      name,
      query,
      variables: Object.keys(variables).length === 0 ? null : JSON.stringify(variables, null, 2),
      answer: answer === undefined ? '' : JSON.stringify(answer, null, 2),
    });
  };
}
