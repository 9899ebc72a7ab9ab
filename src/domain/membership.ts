/** What can bring a change of membership about. */
export const membershipCauseKinds = ['VERIFICATION', 'SPEND', 'REVOKED'] as const;

/** One such cause. */
export type MembershipCauseKind = (typeof membershipCauseKinds)[number];

/** What brought a change of membership about. */
export type MembershipCause =
  | { readonly kind: 'VERIFICATION'; readonly verificationId: string }
  | { readonly kind: 'SPEND'; readonly stage: string; readonly orderId: string }
  | { readonly kind: 'REVOKED'; readonly reason: string };

/** A change of membership; levels by their codes. */
export interface MembershipChange {
  readonly id: string;
  readonly memberId: string;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
  readonly cause: MembershipCause;
}
