import type { EntryOf } from '../../history/entry.ts';
import { entriesOf, type Evidence } from '../evidence.ts';
import { intentsTo } from '../intents.ts';
import { mailSubjects, type MailKind } from '../mail-subjects.ts';
import type { Finding, Rule } from '../rule.ts';

type Mail = EntryOf<'MAIL'>;

/**
 * Each submission, decision, unlock by spend, restoration and revocation has exactly one mail, by its Message-ID, and no
 * mail is without a cause. The same one may come twice, but only around a fault.
 */
export const mailsGoOutOnce: Rule = {
  name: 'mails-go-out-once',
  check(evidence: Evidence): readonly Finding[] {
    const mails = entriesOf(evidence.entries, 'MAIL');
    return [...evidence.members.keys()]
      .flatMap((id) => differences(evidence, mails, id))
      .concat(
        doubledWithoutFault(evidence, mails),
        mails
          .filter(({ to, subject }) => kindOf(subject) === undefined || addressee(evidence, to) === undefined)
          .map(({ to, subject, seq }) => ({ what: `nobody wanted the mail «${subject}» to ${to}`, at: [seq] })),
      );
  },
};

function differences(evidence: Evidence, mails: readonly Mail[], member: string): readonly Finding[] {
  const received = mails.filter(({ to }) => addressee(evidence, to) === member);
  const arrived = Map.groupBy(received, ({ subject }) => kindOf(subject) ?? '');
  const wanted = causes(evidence, member);
  return [...new Set([...wanted.keys(), ...arrived.keys()])].flatMap((kind): readonly Finding[] => {
    if (kind === '') return [];
    const ids = new Set((arrived.get(kind) ?? []).map(({ messageId }) => messageId));
    const { least, most } = wanted.get(kind) ?? { least: 0, most: 0 };
    if (ids.size >= least && ids.size <= most) return [];
    const what = `${member} received ${ids.size} different mails of ${kind}, and there was a cause for ${most}`;
    const at = (arrived.get(kind) ?? []).map(({ seq }) => seq);
    return [{ what, at, ...(ids.size < least ? { mayStillCome: true } : {}) }];
  });
}

/** How many mails of each kind a member must have received at least, and may have at most. */
function causes({ final, intents }: Evidence, id: string): ReadonlyMap<string, { least: number; most: number }> {
  const counts = new Map<string, { least: number; most: number }>();
  const add = (kind: string, least = 1) => {
    const before = counts.get(kind) ?? { least: 0, most: 0 };
    counts.set(kind, { least: before.least + least, most: before.most + 1 });
  };
  const member = final.members.find((one) => one.id === id);
  for (const { stage, decision, promise } of member?.verifications ?? []) {
    if (promise !== null) add(name('SUBMITTED', stage));
    if (decision !== null) add(name(decision.outcome === 'APPROVED' ? 'APPROVED' : 'REJECTED', stage));
  }
  for (const { cause } of member?.history ?? []) {
    if (cause.by === 'SPEND') add(name('UNLOCKED_BY_SPEND', cause.stage));
    if (cause.by === 'REVOKED') add(name('REVOKED'));
  }
  for (const { act, member: about } of final.audit) {
    if (act === 'CHANCES_RESTORED' && about === id) add(name('RESTORED'));
  }
  // A code that is replaced or used before its mail is written is not mailed any more.
  for (const { act, fate } of intentsTo(intents, 'SEND_CODE')) {
    if (act.member === id && fate !== 'NOT') add(name('CODE'), 0);
  }
  return counts;
}

function name(kind: MailKind, stage = ''): string {
  return `${kind} ${stage}`.trim();
}

function kindOf(subject: string): string | undefined {
  for (const [kind, form] of mailSubjects) {
    const match = form.exec(subject);
    if (match) return name(kind, match.groups?.['stage']?.toUpperCase());
  }
  return undefined;
}

/** Whose address it is: a code goes to the address of the business, which begins as the buyer's does. */
function addressee({ members }: Evidence, to: string): string | undefined {
  const [mailbox] = to.split('@');
  return [...members.values()].find(({ email }) => email.split('@')[0] === mailbox)?.id;
}

/** A mail comes twice only when somebody was broken between the first time and the second. */
function doubledWithoutFault({ entries }: Evidence, mails: readonly Mail[]): readonly Finding[] {
  const faults = entries.filter(({ entry }) => entry === 'FAULT' || entry === 'HEALED' || entry === 'ENDED');
  return [...Map.groupBy(mails, ({ messageId }) => messageId).values()].flatMap((same) =>
    same.slice(1).flatMap((again, index) => {
      const before = same[index];
      if (before === undefined || before.fate === 'SWALLOWED') return [];
      // The sender may have been broken just before the sink wrote down what it took.
      const isExcused = faults.some(({ seq, at }) => seq < again.seq && at > before.at - 5000);
      return isExcused ? [] : [{ what: `«${again.subject}» came twice to ${again.to}`, at: [before.seq, again.seq] }];
    }),
  );
}
