import type { DocumentNode } from 'graphql';
import type { TestClient } from '../support/client.ts';
import { untyped } from '../support/untyped.ts';
import type { KeyedCall } from './send-keyed.ts';

/** A mutation that will succeed, sent by somebody new, and other input that its key may not be used for. */
export interface PreparedCall {
  readonly call: KeyedCall;
  readonly otherInput: KeyedCall['input'];
}

/** Prepares the call of a client. */
export function prepared(
  { token }: TestClient,
  document: DocumentNode,
  input: KeyedCall['input'],
  otherInput: KeyedCall['input'],
  file?: KeyedCall['file'],
): PreparedCall {
  return { call: { document: untyped(document), input, token, file }, otherInput: { ...input, ...otherInput } };
}
