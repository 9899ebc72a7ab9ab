import type { Session } from '../database/database.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { findMembers, lockMember, memberOfSubject } from '../database/stores/member-store.ts';
import { findOrder, insertOrder, spendOf, type OrderRecord } from '../database/stores/order-store.ts';
import type { Actor } from '../domain/actor.ts';
import type { Money } from '../domain/policy.ts';
import { highestStageForSpend } from '../domain/stage-rules.ts';
import type { Deps } from './deps.ts';
import { orderMail } from './mail-order.ts';
import { currencyNotAccepted, issuesWithId, issuesWithAmount } from './order-problems.ts';
import { inputInvalid, memberNotFound } from './problems.ts';
import { unlockStage } from './unlock-stage.ts';

/** A settled order of a member, named by its id or by the `sub` of its tokens. */
export interface RecordOrder {
  readonly order: string;
  readonly member: { readonly id: string } | { readonly subject: string };
  readonly amount: Money;
}

/** Counts an order once, and unlocks the highest stage whose amount the spend reaches, at once. */
export async function recordOrder(deps: Deps, actor: Actor, input: RecordOrder) {
  const { policy } = deps;
  const issues = [
    ...issuesWithId('order', input.order),
    ...('subject' in input.member ? issuesWithId('member.subject', input.member.subject, 255) : []),
    ...issuesWithAmount('amount', input.amount),
  ];
  if (issues.length > 0) return inputInvalid(issues);
  if (input.amount.currency !== policy.currency) return currencyNotAccepted(policy);

  return deps.database.transaction(async (session) => {
    const memberId = await memberIdFor(session, input.member, deps.now());
    const member = memberId === undefined ? undefined : await lockMember(session, memberId);
    if (member === undefined) return memberNotFound();
    // After the lock: an order that waited for a revocation came after it.
    const at = deps.now();
    const order: OrderRecord = { id: input.order, memberId: member.id, ...input.amount, refunded: 0, recordedAt: at };
    if (!(await insertOrder(session, order))) return judgeRepeat(session, order);
    const [spend] = await spendOf(session, [member.id]);
    const stage = highestStageForSpend(policy, spend?.total ?? 0);
    if (stage === undefined) return { kind: 'Success', order, alreadyRecorded: false, unlocked: null } as const;
    const cause = { kind: 'SPEND', stage: stage.code, orderId: order.id } as const;
    const change = await unlockStage(policy, session, member.id, stage, cause, at);
    if (change === undefined) return { kind: 'Success', order, alreadyRecorded: false, unlocked: null } as const;
    await recordAct(session, { act: 'STAGE_UNLOCKED_BY_SPEND', actor, role: 'SERVICE', at, memberId: member.id });
    await orderMail(session, { mail: 'STAGE_UNLOCKED_BY_SPEND', membershipChangeId: change.id });
    return { kind: 'Success', order, alreadyRecorded: false, unlocked: stage } as const;
  });
}

async function memberIdFor(session: Session, member: RecordOrder['member'], at: Date): Promise<string | undefined> {
  if ('subject' in member) return (await memberOfSubject(session, member.subject, at)).id;
  const [known] = await findMembers(session, [member.id]);
  return known?.erasedAt === null ? known.id : undefined;
}

async function judgeRepeat(session: Session, order: OrderRecord) {
  const recorded = await findOrder(session, order.id);
  if (recorded === undefined) throw new Error('an order that is recorded is missing');
  const isSame =
    recorded.memberId === order.memberId && recorded.amount === order.amount && recorded.currency === order.currency;
  if (isSame) return { kind: 'Success', order: recorded, alreadyRecorded: true, unlocked: null } as const;
  const message =
    'This order id was recorded with another member or amount. Nothing changed: use refundOrder, or a new id.';
  return { kind: 'OrderConflict', message, recorded } as const;
}
