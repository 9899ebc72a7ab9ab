import type { DemoClient } from './client.ts';
import { DemoError, expectSame } from './demo-error.ts';
import { followQueue } from './operations/follow.ts';
import { approveVerification, claimVerification, rejectVerification, type Claimed } from './operations/review.ts';
import { shownByTheStatement } from './sample-file.ts';
import { showMoney } from './show-money.ts';
import type { Transcript } from './transcript.ts';

/** One reason as a reviewer gives it. */
export interface GivenReason {
  readonly code: string;
  readonly material: string;
  readonly note: string;
}

/** Those who decide. */
export interface Reviewers {
  /** Hear of a submitted verification by push; the first of them claims it, and opens every file. */
  takeUp(verificationId: string): Promise<Claimed>;
  /** Approve: the first, and a colleague as well where the stage takes two. */
  approve(verification: Claimed): Promise<void>;
  /** Reject in the same way. */
  reject(verification: Claimed, reasons: readonly GivenReason[]): Promise<void>;
}

type Decide = (client: DemoClient, verification: Claimed) => Promise<{ readonly status: string }>;

/** Sits two reviewers down in front of the queue. */
export function hireReviewers(first: DemoClient, colleague: DemoClient, transcript: Transcript): Reviewers {
  const queue = first.follow(followQueue);
  const say = (text: string) => transcript.line('reviewer', text);

  const decide = async (verification: Claimed, act: Decide): Promise<void> => {
    const { status } = await act(first, verification);
    if (status !== 'SUBMITTED') return;
    say('the stage takes two: a colleague claims it, looks, and decides as well');
    const again = await colleague.act(claimVerification, { verification: verification.id });
    const { status: then } = await act(colleague, again.verification);
    if (then === 'SUBMITTED') throw new DemoError('Two reviewers decided the same, and it was not enough.');
  };

  return {
    async takeUp(id) {
      await queue.take(
        ({ reviewQueueChanged: { change, verification } }) => change === 'SUBMITTED' && verification.id === id,
      );
      const { verification } = await first.act(claimVerification, { verification: id });
      say(`sees it arrive in the queue and claims it until ${verification.claim.until.slice(11, 16)} UTC`);
      for (const { fileName, bytes, keptFromEarlierRun, link } of verification.materials) {
        const mediaType = await openLink(link.url, bytes);
        say(
          `opens ${fileName} (${mediaType}, ${Math.ceil(bytes / 1024)} KB)${keptFromEarlierRun ? ', accepted in the run before' : ''}`,
        );
      }
      if (verification.taxNumber) say(`reads the whole number, ${verification.country} ${verification.taxNumber}`);
      if (verification.email) say(`reads the confirmed address, ${verification.email}`);
      return verification;
    },
    async approve(verification) {
      const confirmed = verification.stage.statementRequired ? shownByTheStatement : undefined;
      if (confirmed) {
        const { amount, currency, from, to } = confirmed;
        say(`confirms what the statement shows: ${showMoney({ amount, currency })} from ${from} to ${to}`);
      }
      await decide(verification, async (client, { id, version }) => {
        const statement = confirmed ? { confirmedStatement: confirmed } : {};
        const answer = await client.act(approveVerification, { verification: id, version, ...statement });
        const isDecided = answer.verification.status !== 'SUBMITTED';
        say(isDecided ? `approves: the buyer is ${answer.membership.level.name}` : 'approves');
        return answer.verification;
      });
    },
    async reject(verification, reasons) {
      await decide(verification, async (client, { id, version }) => {
        const answer = await client.act(rejectVerification, { verification: id, version, reasons });
        for (const { code, note } of reasons) say(`rejects: ${code}, with a note for colleagues only: "${note}"`);
        return answer.verification;
      });
    },
  };
}

/** Fetches a whole file by its short-lived link, which needs no sign-in; returns its media type. A picture comes as its safe rendering, which has another size. */
async function openLink(url: string, bytes: number): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new DemoError(`A material's link answered ${response.status}.`);
  const { byteLength } = await response.arrayBuffer();
  const mediaType = response.headers.get('content-type') ?? 'unknown';
  if (mediaType === 'application/pdf') expectSame("a material's size", byteLength, bytes);
  else if (byteLength === 0) throw new DemoError("A material's link gave nothing.");
  return mediaType;
}
