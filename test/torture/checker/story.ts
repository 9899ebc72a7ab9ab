import { checkHistory } from '../../../torture/checker/check-history.ts';
import type { Violation } from '../../../torture/checker/rule.ts';
import type { Act } from '../../../torture/history/act.ts';
import type { NewEntry } from '../../../torture/history/entry.ts';
import type { AuditEntry, FinalMember, FinalVerification } from '../../../torture/history/final-state.ts';
import { beginHistory } from '../../../torture/history/history.ts';
import type { Change, Happened } from '../../../torture/history/happened.ts';
import type { Told, ToldVerification } from '../../../torture/history/told.ts';

/** The one buyer of every story. */
export const BUYER = 'm1';

/** A history that a test makes up by hand, entry by entry. */
export interface Story {
  /** Something is asked for; what came of it is told later, by the returned functions. */
  ask(
    act: Act,
    intent?: string,
  ): { succeeds(told?: Told): void; fails(answer: string, told?: Told): void; isLost(): void };
  /** Something is asked for and done at once. */
  does(act: Act, told?: Told): void;
  hears(subscriber: string, ...events: readonly (readonly [cursor: string, happened: Happened])[]): void;
  mail(subject: string, messageId: string, fate?: 'TAKEN' | 'SWALLOWED'): void;
  add(entry: NewEntry): void;
  /** The end: what a supervisor reads of the buyer, and the audit trail. */
  ends(member?: Partial<FinalMember>, audit?: readonly Partial<AuditEntry>[]): void;
  /** What one rule finds, in words. */
  found(rule: string): readonly string[];
  violations(): readonly Violation[];
}

/** Begins a story of one buyer and two servers, of which nothing has happened. */
export function tellStory(options: { readonly keysAreKnown?: boolean; readonly webhooks?: boolean } = {}): Story {
  const history = beginHistory();
  const { keysAreKnown = false, webhooks = false } = options;
  const stages = [
    { code: 'STANDARD', spend: null },
    { code: 'SILVER', spend: 1000 },
    { code: 'GOLD', spend: 5000 },
  ];
  history.add({ entry: 'RUN', seed: 1, keysAreKnown, webhooks, chances: 5, stages });
  history.add({ entry: 'MEMBER', name: 'buyer-1', id: BUYER, email: 'buyer-1@people.example' });
  let attempts = 0;
  const violations = () => checkHistory(history.entries);

  const story: Story = {
    ask(act, intent) {
      const attempt = `attempt ${(attempts += 1)}`;
      history.add({ entry: 'INVOKED', attempt, intent: intent ?? attempt, client: 'somebody', server: 0, act });
      const answers = (answer: string, success: boolean, told: Told) =>
        void history.add({ entry: 'ANSWERED', attempt, answer, success, told });
      return {
        succeeds: (told = {}) => answers('Success', true, told),
        fails: (answer, told = {}) => answers(answer, false, told),
        isLost: () => void history.add({ entry: 'UNKNOWN', attempt, why: 'the connection broke' }),
      };
    },
    does: (act, told) => story.ask(act).succeeds(told),
    hears(subscriber, ...events) {
      const known = history.entries.some((one) => one.entry === 'FOLLOWS' && one.subscriber === subscriber);
      if (!known) {
        for (const stream of ['REVIEWED', 'CHANGED'] as const) {
          history.add({ entry: 'FOLLOWS', subscriber, member: BUYER, stream, server: 0, after: null });
        }
      }
      for (const [cursor, happened] of events) {
        history.add({ entry: 'HEARD', subscriber, member: BUYER, cursor, happened });
      }
    },
    mail: (subject, messageId, fate = 'TAKEN') =>
      void history.add({ entry: 'MAIL', to: 'buyer-1@people.example', subject, messageId, fate }),
    add: (entry) => void history.add(entry),
    ends(member = {}, audit = []) {
      const nothing = { act: '', actor: null, member: BUYER, verification: null, reason: null };
      history.add({
        entry: 'FINAL',
        from: history.entries.length,
        state: {
          members: [{ ...untouched, ...member }],
          audit: audit.map((one, index) => ({ id: `audit ${index}`, ...nothing, ...one })),
        },
      });
    },
    found: (rule) => violations().flatMap((one) => (one.rule === rule ? [one.what] : [])),
    violations,
  };
  return story;
}

const untouched: FinalMember = {
  id: BUYER,
  level: 'STANDARD',
  stages: ['STANDARD'],
  history: [],
  used: { MATERIALS: 0, TAX_NUMBER: 0, EMAIL: 0 },
  spend: { total: 0, orders: 0, countedSince: null },
  verifications: [],
};

/** A verification as somebody was told of it: submitted, by tax number towards SILVER, unless said otherwise. */
export function shown(id: string, other: Partial<ToldVerification> = {}): ToldVerification {
  return { id, method: 'TAX_NUMBER', stage: 'SILVER', status: 'SUBMITTED', version: 2, promise: 'a/b', ...other };
}

/** A verification at the end: approved by r1, unless said otherwise. */
export function decided(id: string, other: Partial<FinalVerification> = {}): FinalVerification {
  const { status = 'APPROVED' } = other;
  return { ...shown(id), status, version: 3, decision: { outcome: status, by: 'r1' }, ...other };
}

/** A decision that a reviewer wants. */
export function decide(
  verification: string,
  outcome: 'APPROVED' | 'REJECTED' = 'APPROVED',
  reviewer = 'r1',
): Extract<Act, { do: 'DECIDE' }> {
  return { do: 'DECIDE', reviewer, verification, outcome };
}

/** The event that tells of a decision. */
export function reviewed(verification: string, outcome = 'APPROVED'): Happened {
  return { stream: 'REVIEWED', verification, status: outcome, outcome };
}

/** A change of membership by a verification. */
export function unlockedBy(verification: string, to = 'SILVER', from = 'STANDARD'): Change {
  return { from, to, at: '2026-11-23T10:00:00.000Z', cause: { by: 'VERIFICATION', verification } };
}
