import type { CalendarDay } from './working-days.ts';
import type { Identity } from './identity.ts';
import type { Method } from './method.ts';
import type { TaxNumberVerdict } from './tax-number.ts';
import type { VerificationStatus } from './verification-status.ts';

/** Who holds a verification for review. */
export interface Claim {
  readonly reviewerId: string;
  readonly until: Date;
}

/** One run through one method towards one stage, as every reader sees it. */
export interface Verification {
  readonly id: string;
  readonly memberId: string;
  readonly stage: string;
  readonly method: Method;
  readonly status: VerificationStatus;
  readonly version: number;
  /** As it was when submitted; null while a draft, which follows the member's. */
  readonly identity: Identity | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly expectedResult: { readonly earliest: CalendarDay; readonly latest: CalendarDay } | null;
  readonly dueAt: Date | null;
  readonly claim: Claim | null;
  readonly taxNumber: {
    readonly country: string;
    readonly masked: string;
    readonly verdict: TaxNumberVerdict;
  } | null;
  readonly email: string | null;
  readonly emailConfirmedAt: Date | null;
}

/** Whether the promise has run out without a decision; `dueAt` is its last instant. */
export function isOverdue(verification: Pick<Verification, 'status' | 'dueAt'>, now: Date): boolean {
  return verification.status === 'SUBMITTED' && verification.dueAt !== null && verification.dueAt < now;
}

/** The claim, unless it has lapsed. */
export function liveClaim(verification: Pick<Verification, 'claim' | 'status'>, now: Date): Claim | null {
  const { claim, status } = verification;
  return claim !== null && status === 'SUBMITTED' && claim.until > now ? claim : null;
}
