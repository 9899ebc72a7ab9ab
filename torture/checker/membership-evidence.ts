import type { FinalMember } from '../history/final-state.ts';
import type { Cause, Change } from '../history/happened.ts';
import type { Evidence } from './evidence.ts';
import { intentsTo, type Intent } from './intents.ts';

/** One member's changes, and what they can be held against. */
export interface MembershipEvidence {
  readonly evidence: Evidence;
  readonly member: FinalMember;
  /** Oldest first. */
  readonly changes: readonly Change[];
  /** 0 for the stage that everyone has, -1 for none of the run's. */
  readonly rankOf: (stage: string) => number;
}

/** Puts together what is known of a member's membership. */
export function membershipEvidence(evidence: Evidence, member: FinalMember): MembershipEvidence {
  const places = new Map(evidence.run.stages.map(({ code }, rank) => [code, rank]));
  return {
    evidence,
    member,
    changes: member.history.toReversed(),
    rankOf: (stage) => places.get(stage) ?? -1,
  };
}

/** The wishes that can have brought a change of the member about. */
export function wishesBehind({ evidence, member }: MembershipEvidence, cause: Cause): readonly Intent[] {
  const possible = evidence.intents.filter(({ fate }) => fate !== 'NOT');
  switch (cause.by) {
    case 'VERIFICATION':
      return intentsTo(possible, 'DECIDE').filter(
        ({ act }) => act.verification === cause.verification && act.outcome === 'APPROVED',
      );
    case 'SPEND':
      return intentsTo(possible, 'RECORD').filter(({ act }) => act.member === member.id && act.order === cause.order);
    case 'REVOKED':
      return intentsTo(possible, 'REVOKE').filter(({ act }) => act.member === member.id && act.reason === cause.reason);
  }
}

/** Between which places of the history a change can have come about. */
export function momentOf(
  membership: MembershipEvidence,
  cause: Cause,
): { readonly from: number; readonly until: number } {
  const wishes = wishesBehind(membership, cause);
  return {
    from: Math.min(...wishes.map(({ from }) => from)),
    until: Math.max(...wishes.map(({ until }) => until)),
  };
}
