import type { InputIssue } from '../domain/information.ts';
import { isBareAddress } from '../mail/compose-message.ts';

/** What is wrong with what an endpoint wants to be told and whom to write to; what is null stays as it is. */
export function issuesWithEndpoint(input: {
  readonly eventTypes: readonly string[] | null;
  readonly contactEmail: string | null;
}): readonly InputIssue[] {
  const { eventTypes, contactEmail } = input;
  return [
    ...(eventTypes?.length === 0 ? [{ path: 'eventTypes', message: 'Name at least one type of event.' }] : []),
    ...(contactEmail !== null && !isBareAddress(contactEmail.trim())
      ? [{ path: 'contactEmail', message: 'Give one email address, without a name around it.' }]
      : []),
  ];
}
