import type { ActOf } from '../../history/act.ts';
import type { AuditEntry } from '../../history/final-state.ts';
import type { Evidence } from '../evidence.ts';
import { intentsTo, type Intent } from '../intents.ts';
import type { Finding, Rule } from '../rule.ts';

/** Each acknowledged act is in the audit trail exactly once, and nothing is there that nobody did. */
export const auditTrailIsWhole: Rule = {
  name: 'audit-trail-is-whole',
  check(evidence: Evidence): readonly Finding[] {
    const wanted = wantedEntries(evidence);
    const kept = Map.groupBy(evidence.final.audit, keyOf);
    const unnamed = Map.groupBy(unnamedClaims(evidence), ({ act }) => act.reviewer);
    return [...new Set([...wanted.keys(), ...kept.keys()])].flatMap((key): readonly Finding[] => {
      const { least, most, at } = wanted.get(key) ?? { least: 0, most: 0, at: [] };
      const found = kept.get(key)?.length ?? 0;
      if (found >= least && found <= most) return [];
      const [entry] = kept.get(key) ?? [];
      const spare = unnamed.get(entry?.act === 'VERIFICATION_CLAIMED' ? (entry.actor ?? '') : '') ?? [];
      if (found > most && spare.splice(0, found - most).length === found - most) return [];
      const expected = least === most ? `${least}` : `${least} to ${most}`;
      return [{ what: `«${key}» is in the audit trail ${found} times, and was done ${expected} times`, at }];
    });
  },
};

interface Wanted {
  readonly least: number;
  readonly most: number;
  readonly at: readonly number[];
}

function wantedEntries({ run, intents, final }: Evidence): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  const add = (key: string, least: number, at: readonly number[] = []) => {
    const before = wanted.get(key) ?? { least: 0, most: 0, at: [] };
    wanted.set(key, { least: before.least + least, most: before.most + 1, at: [...before.at, ...at] });
  };
  // The run's own endpoint, which is about no member.
  if (run.webhooks) add('WEBHOOK_ENDPOINT_REGISTERED', 1);
  for (const intent of intents) {
    const key = intent.fate === 'NOT' ? undefined : keyOfAct(intent);
    if (key === undefined) continue;
    // Giving back what nobody holds changes nothing, and is no act.
    const isAct = intent.fate === 'DONE' && intent.act.do !== 'RELEASE';
    add(
      key,
      isAct ? 1 : 0,
      [intent.until].filter((place) => place !== Infinity),
    );
  }
  // A claim may lapse by itself: then nobody gave it back.
  for (const { act, verification } of final.audit) {
    if (act === 'VERIFICATION_CLAIMED') add(`VERIFICATION_RELEASED ${verification} by null`, 0);
  }
  for (const { id, verifications, history } of final.members) {
    for (const one of verifications) {
      if (one.promise !== null) add(`VERIFICATION_SUBMITTED ${one.id}`, 1);
      if (one.status === 'WITHDRAWN') add(`VERIFICATION_WITHDRAWN ${one.id}`, 1);
    }
    for (const { cause } of history) if (cause.by === 'SPEND') add(`STAGE_UNLOCKED_BY_SPEND ${id}`, 1);
  }
  return wanted;
}

/** Who asked for the most urgent one and was never told which has perhaps claimed any. */
function unnamedClaims({ intents }: Evidence): readonly Intent<ActOf<'CLAIM'>>[] {
  return intentsTo(intents, 'CLAIM').filter(({ act, fate }) => fate === 'PERHAPS' && act.verification === null);
}

function keyOfAct({ act, attempts }: Intent): string | undefined {
  switch (act.do) {
    case 'DECLARE':
      return `IDENTITY_DECLARED ${act.member}`;
    case 'DECIDE':
      return `VERIFICATION_${act.outcome} ${act.verification} by ${act.reviewer}`;
    case 'CLAIM': {
      // Who asked for any is told which.
      const told = attempts.find(({ result }) => result === 'SUCCESS')?.told.verifications?.[0]?.id;
      const verification = act.verification ?? told;
      return verification === undefined ? undefined : `VERIFICATION_CLAIMED ${verification} by ${act.reviewer}`;
    }
    case 'RELEASE':
      return `VERIFICATION_RELEASED ${act.verification} by ${act.reviewer}`;
    case 'RESTORE':
      return `CHANCES_RESTORED ${act.member} by ${act.supervisor}: ${act.method}: ${act.reason}`;
    case 'REVOKE':
      return `MEMBERSHIP_REVOKED ${act.member} by ${act.supervisor}: ${act.reason}`;
    // What buyers do is held against what became of it; the rest leaves no trace.
    case 'SUBMIT':
    case 'GUESS':
    case 'WITHDRAW':
    case 'BEGIN':
    case 'UPLOAD':
    case 'SEND_CODE':
    case 'RECORD':
    case 'REFUND':
    case 'READ':
    case 'READ_QUEUE':
      return undefined;
  }
}

function keyOf({ act, actor, member, verification, reason }: AuditEntry): string {
  switch (act) {
    case 'IDENTITY_DECLARED':
    case 'STAGE_UNLOCKED_BY_SPEND':
      return `${act} ${member}`;
    case 'VERIFICATION_SUBMITTED':
    case 'VERIFICATION_WITHDRAWN':
      return `${act} ${verification}`;
    case 'WEBHOOK_ENDPOINT_REGISTERED':
      return act;
    case 'CHANCES_RESTORED':
    case 'MEMBERSHIP_REVOKED':
      return `${act} ${member} by ${actor}: ${reason}`;
    default:
      return `${act} ${verification} by ${actor}`;
  }
}
