import { useEffect } from 'react';
import { useShowOperation } from '../collection/use-show-operation.ts';
import { useDesk } from '../desk-context.ts';

/** Lets the desk show its operations in GraphiQL's editor. */
export function ConnectEditor() {
  const { editor } = useDesk();
  const show = useShowOperation();
  useEffect(() => (show ? editor.connect(show) : undefined), [editor, show]);
  return null;
}
