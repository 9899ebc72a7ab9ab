import { setTimeout as delay } from 'node:timers/promises';
import type { VerifyStep } from '../plan/plan.ts';
import type { MailTroubleSink } from '../sinks/mail-sink.ts';
import type { Person } from './people.ts';

/** How long a buyer waits for a code, and how often it looks into its inbox, in milliseconds. */
const PATIENCE = 10_000;
const PAUSE = 50;
/** A code can be sent again after a second. */
const RESEND = 1100;

/**
 * Has a code mailed, gives wrong ones back, one after the other or at once, and then the right one. Returns whether no
 * chance was left.
 */
export async function guessCodes(
  buyer: Person,
  { wrongCodes, atOnce }: Pick<VerifyStep, 'wrongCodes' | 'atOnce'>,
  verification: string,
  mails: MailTroubleSink,
): Promise<boolean> {
  const code = await codeFor(buyer, verification, mails);
  if (code === undefined) return false;
  const guess = async (given: string, right: boolean) => {
    const act = { do: 'GUESS', member: buyer.member, verification, right } as const;
    const answer = await buyer.client.wish({ act, input: { verification, code: given } });
    return answer?.__typename === 'ChancesExhausted';
  };
  const wrong = Array.from({ length: wrongCodes }, (_, index) => otherThan(code, index + 1));
  if (atOnce) {
    const exhausted = await Promise.all(wrong.map((given) => guess(given, false)));
    if (exhausted.includes(true)) return true;
  } else {
    for (const given of wrong) if (await guess(given, false)) return true;
  }
  return guess(code, true);
}

async function codeFor(buyer: Person, verification: string, mails: MailTroubleSink): Promise<string | undefined> {
  const email = `${buyer.name}@firm-${buyer.name}.example`;
  const before = mails.codes(email).length;
  const send = () =>
    buyer.client.wish({
      act: { do: 'SEND_CODE', member: buyer.member, verification },
      input: { verification, email },
    });
  let sent = await send();
  if (sent?.__typename === 'TooManyCodes') {
    await delay(RESEND);
    sent = await send();
  }
  if (sent !== undefined && sent.__typename !== 'SendEmailCodeSuccess') return undefined;
  const deadline = performance.now() + PATIENCE;
  while (performance.now() < deadline) {
    const code = mails.codes(email)[before];
    if (code !== undefined) return code;
    await delay(PAUSE);
  }
  return undefined;
}

/** A code of the same form that is not this one. */
function otherThan(code: string, difference: number): string {
  return String((Number(code) + difference) % 10 ** 8).padStart(8, '0');
}
