import { pick, useGraphiQL } from '@graphiql/react';
import { useMemo, useSyncExternalStore } from 'react';
import { useDesk } from '../desk-context.ts';
import { findUploadSlots, type UploadSlot } from './find-upload-slots.ts';
import type { FilledSlot } from './multipart-body.ts';

/** The current tab's operation as far as files go: where it takes some, and what was chosen so far. */
export interface UploadSlots {
  readonly operationName: string | undefined;
  readonly slots: readonly UploadSlot[];
  readonly filled: readonly FilledSlot[];
}

/** Follows the current tab: parses its operation against the schema whenever either changes. */
export function useUploadSlots(): UploadSlots {
  const { chosenFiles } = useDesk();
  const { schema, documentAST, operationName } = useGraphiQL(pick('schema', 'documentAST', 'operationName'));
  useSyncExternalStore(chosenFiles.subscribe, chosenFiles.get);
  const slots = useMemo(
    () => (schema && documentAST ? findUploadSlots(schema, documentAST, operationName) : []),
    [schema, documentAST, operationName],
  );
  return { operationName, slots, filled: chosenFiles.forSlots(operationName, slots) };
}
