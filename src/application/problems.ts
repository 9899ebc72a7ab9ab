import type { InputIssue } from '../domain/information.ts';
import type { Method } from '../domain/method.ts';
import type { Stage } from '../domain/policy.ts';
import type { Claim, Verification } from '../domain/verification.ts';

/** There is no such verification, or it is not the asker's: the same answer for both. */
export function verificationNotFound() {
  return {
    kind: 'VerificationNotFound',
    message: 'There is no such verification among yours. Read `viewer.verifications` for those that there are.',
  } as const;
}

const whatToDo = {
  DRAFT: 'It has not been submitted yet.',
  SUBMITTED: 'It is submitted: wait for the result, or withdraw it.',
  APPROVED: 'It is approved: there is nothing left to do.',
  REJECTED: 'It is rejected: begin another verification.',
  WITHDRAWN: 'It is withdrawn: begin another verification.',
} as const;

/** The verification's status does not allow what is asked. */
export function verificationNotOpen({ status, method }: Verification) {
  return { kind: 'VerificationNotOpen', message: whatToDo[status], status, method } as const;
}

/** The verification goes through another method than what is asked. */
export function methodDiffers({ status, method }: Verification, wanted: Method) {
  const message = `This verification goes through ${method}. Begin one through ${wanted}.`;
  return { kind: 'VerificationNotOpen', message, status, method } as const;
}

/** Nobody knows yet who the buyer is. */
export function identityMissing() {
  return { kind: 'IdentityMissing', message: 'Say who you are first, with `declareIdentity`.' } as const;
}

/** Something in the input can't be accepted. */
export function inputInvalid(issues: readonly InputIssue[]) {
  const message = issues.map((issue) => issue.message).join(' ');
  return { kind: 'InputInvalid', message, issues } as const;
}

/** There is no such member. */
export function memberNotFound() {
  return { kind: 'MemberNotFound', message: 'There is no such member. Check the id or the subject.' } as const;
}

/** Another reviewer holds the verification. */
export function claimHeld(claim: Claim) {
  const message = 'Another reviewer holds this verification. Take another one, or come back when the claim lapses.';
  return { kind: 'ClaimHeld', message, claim } as const;
}

/** Nobody decides on a verification of their own. */
export function ownVerification() {
  return {
    kind: 'OwnVerification',
    message: 'This verification is your own: somebody else has to decide it.',
  } as const;
}

/** The verification is not as the reviewer read it. */
export function verificationChanged(current: Verification) {
  const message = 'It changed since you read it: nothing was decided. Look at it as it is now.';
  return { kind: 'VerificationChanged', message, current } as const;
}

/** There is nothing to unlock: the member has the stage. */
export function stageAlreadyUnlocked(stage: Stage) {
  const message = `You have ${stage.name} already: there is nothing to unlock.`;
  return { kind: 'StageAlreadyUnlocked', message, stage } as const;
}
