import { useEffect } from 'react';
import { useShowOperation } from '../collection/use-show-operation.ts';
import { useDesk } from '../desk-context.ts';

/** Lets the desk show its operations in GraphiQL's editor. */
export function ConnectEditor() {
  const { editor, host } = useDesk();
  const show = useShowOperation();
  const isReady = show !== undefined;
  useEffect(() => (show ? editor.connect(show) : undefined), [editor, show]);
  useEffect(() => {
    // GraphiQL's editor takes the focus when it is there; whoever is at the desk goes on working by keys.
    const { activeElement } = document;
    if (
      isReady &&
      host.isConnected &&
      activeElement instanceof HTMLElement &&
      activeElement.closest('.monaco-editor')
    ) {
      activeElement.blur();
    }
  }, [isReady, host]);
  return null;
}
