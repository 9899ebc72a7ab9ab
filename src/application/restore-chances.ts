import { v7 as newId } from 'uuid';
import { recordAct } from '../database/stores/audit-store.ts';
import { resetChances } from '../database/stores/chance-store.ts';
import { lockMember } from '../database/stores/member-store.ts';
import type { Actor } from '../domain/actor.ts';
import { issueWithKeptReason } from '../domain/kept-text.ts';
import type { Method } from '../domain/method.ts';
import type { Deps } from './deps.ts';
import { orderMail } from './mail-order.ts';
import { staffRoleOf } from './person.ts';
import { inputInvalid, memberNotFound } from './problems.ts';

/** All chances of one method, given back for a reason. */
export interface RestoreChances {
  readonly memberId: string;
  readonly method: Method;
  readonly reason: string;
}

/** Gives a member all chances of a method back. The reason is kept. */
export async function restoreChances(deps: Deps, actor: Actor, input: RestoreChances) {
  const issue = issueWithKeptReason(input.reason);
  if (issue !== undefined) return inputInvalid([issue]);
  return deps.database.transaction(async (session) => {
    const { memberId, method } = input;
    const member = await lockMember(session, memberId);
    if (member === undefined || member.erasedAt !== null) return memberNotFound();
    const at = deps.now();
    await resetChances(session, memberId, method);
    const reason = `${method}: ${input.reason.trim()}`;
    await recordAct(session, { act: 'CHANCES_RESTORED', actor, role: staffRoleOf(actor), at, memberId, reason });
    const restoredAt = at.toISOString();
    await orderMail(session, { mail: 'CHANCES_RESTORED', memberId, method, restoredAt, restoration: newId() });
    return { kind: 'Success', member } as const;
  });
}
