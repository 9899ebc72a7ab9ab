import type { Session } from '../database/database.ts';
import { findMembers, lockMember } from '../database/stores/member-store.ts';
import { unlockedStages } from '../database/stores/membership-store.ts';
import { findVerification, lockVerification } from '../database/stores/verification-store.ts';
import type { Identity } from '../domain/identity.ts';
import type { Member } from '../domain/member.ts';
import type { Method } from '../domain/method.ts';
import { findStage, type Policy } from '../domain/policy.ts';
import type { Verification } from '../domain/verification.ts';
import {
  identityMissing,
  methodDiffers,
  stageAlreadyUnlocked,
  verificationNotFound,
  verificationNotOpen,
} from './problems.ts';

/** A draft that its owner may go on with. */
export interface OwnDraft {
  readonly kind: 'Draft';
  readonly verification: Verification;
  readonly member: Member & { readonly identity: Identity };
}

/** It was handed in before: handing in twice is one submission. */
export interface HandedIn {
  readonly kind: 'HandedIn';
  readonly verification: Verification;
}

/** Reads a draft as its owner may go on with it, or says why not. Holds nothing. */
export async function readOwnDraft(policy: Policy, session: Session, memberId: string, id: string, method: Method) {
  const verification = await findVerification(session, id);
  const [member] = await findMembers(session, [memberId]);
  return judge(policy, session, member, verification, method);
}

/** The same, with the member and the verification held for the rest of the transaction. */
export async function lockOwnDraft(policy: Policy, session: Session, memberId: string, id: string, method: Method) {
  const member = await lockMember(session, memberId);
  return judge(policy, session, member, await lockVerification(session, id), method);
}

async function judge(
  policy: Policy,
  session: Session,
  member: Member | undefined,
  verification: Verification | undefined,
  method: Method,
) {
  if (!member || !verification || verification.memberId !== member.id) return verificationNotFound();
  if (verification.method !== method) return methodDiffers(verification, method);
  if (verification.status === 'SUBMITTED') return { kind: 'HandedIn', verification } satisfies HandedIn;
  if (verification.status !== 'DRAFT') return verificationNotOpen(verification);
  const { identity } = member;
  if (identity === null) return identityMissing();
  // Spending, or another verification, may have unlocked the stage since the draft was begun.
  const unlocked = (await unlockedStages(session, [member.id])).get(member.id) ?? [];
  const stage = findStage(policy, verification.stage);
  if (stage && unlocked.includes(stage.code)) return stageAlreadyUnlocked(stage);
  return { kind: 'Draft', verification, member: { ...member, identity } } satisfies OwnDraft;
}
