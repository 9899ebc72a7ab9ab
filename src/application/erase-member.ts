import type { Session } from '../database/database.ts';
import { appendEvents } from '../database/event-log.ts';
import { eraseMemberRows, sealMemberRows } from '../database/seal-member.ts';
import { recordAct } from '../database/stores/audit-store.ts';
import { deleteMaterialContents, materialsToErase } from '../database/stores/deleted-materials.ts';
import { findMembers, lockMember } from '../database/stores/member-store.ts';
import { changeVerification, lockVerification, openVerificationsOf } from '../database/stores/verification-store.ts';
import { hasRole, type Actor } from '../domain/actor.ts';
import { issueWithKeptReason } from '../domain/kept-text.ts';
import { canBecome } from '../domain/verification-status.ts';
import type { Deps } from './deps.ts';
import { removeFiles } from './material-files.ts';
import { inputInvalid, memberNotFound } from './problems.ts';
import { taxNumberContext } from './submit-tax-number.ts';

/** Whose data is to be destroyed, and why. */
export interface EraseMember {
  readonly memberId: string;
  readonly reason: string;
}

/**
 * Destroys all that identifies a member, with its files and its key. Decisions, chances, unlocks and orders stay, and say
 * nothing of who it was; what is open is withdrawn. Erasing twice is one erasure. Whoever signs in with the same subject
 * afterwards is a new member.
 */
export async function eraseMember(deps: Deps, actor: Actor, input: EraseMember) {
  const issue = issueWithKeptReason(input.reason);
  if (issue !== undefined) return inputInvalid([issue]);
  const { memberId } = input;
  const at = deps.now();
  const orphans: string[] = [];
  const outcome = await deps.database.transaction(async (session) => {
    const member = await lockMember(session, memberId);
    if (member === undefined) return memberNotFound();
    const { erasedAt } = member;
    if (erasedAt !== null) return { kind: 'Success', member, erasedAt, alreadyErased: true } as const;
    await withdrawAll(session, memberId, at);
    // What is only ever added can't be taken away: it is sealed first, and the key goes.
    await sealMemberRows(session, memberId, (id, sealed) => deps.sealer.open(sealed, taxNumberContext(id)));
    const ids = await materialsToErase(session, memberId);
    orphans.push(...(await deleteMaterialContents(session, ids, 'ERASED', at)));
    await eraseMemberRows(session, memberId, at);
    const role = hasRole(actor, 'SUPERVISOR') ? 'SUPERVISOR' : 'OPERATOR';
    await recordAct(session, { act: 'MEMBER_ERASED', actor, role, at, memberId, reason: input.reason.trim() });
    const [erased] = await findMembers(session, [memberId]);
    return { kind: 'Success', member: erased ?? member, erasedAt: at, alreadyErased: false } as const;
  });
  await removeFiles(deps, orphans);
  return outcome;
}

async function withdrawAll(session: Session, memberId: string, at: Date): Promise<void> {
  for (const { id } of await openVerificationsOf(session, [memberId])) {
    const verification = await lockVerification(session, id);
    if (verification === undefined || !canBecome(verification.status, 'WITHDRAWN')) continue;
    await changeVerification(session, id, { status: 'WITHDRAWN', claimedBy: null, claimedUntil: null });
    if (verification.status === 'DRAFT') continue;
    await appendEvents(session, [
      { type: 'REVIEW_QUEUE_CHANGED', at, memberId, verificationId: id, queueChange: 'WITHDRAWN' },
    ]);
  }
}
