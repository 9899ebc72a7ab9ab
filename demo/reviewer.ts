import type { DemoClient } from './client.ts';
import { DemoError, expectSame } from './demo-error.ts';
import { followQueue } from './operations/follow.ts';
import { approveVerification, claimVerification, rejectVerification, type Claimed } from './operations/review.ts';
import type { Transcript } from './transcript.ts';

/** One reason as a reviewer gives it. */
export interface GivenReason {
  readonly code: string;
  readonly material: string;
  readonly note: string;
}

/** Somebody who decides. */
export interface Reviewer {
  /** Hears of a submitted verification by push, claims it, and opens every file. */
  takeUp(verificationId: string): Promise<Claimed>;
  approve(verification: Claimed): Promise<void>;
  reject(verification: Claimed, reasons: readonly GivenReason[]): Promise<void>;
}

/** Sits a reviewer down in front of the queue. */
export function hireReviewer(client: DemoClient, transcript: Transcript): Reviewer {
  const queue = client.follow(followQueue);
  const say = (text: string) => transcript.line('reviewer', text);

  return {
    async takeUp(id) {
      await queue.take(
        ({ reviewQueueChanged: { change, verification } }) => change === 'SUBMITTED' && verification.id === id,
      );
      const { verification } = await client.act(claimVerification, { verification: id });
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
    async approve({ id, version }) {
      const { membership } = await client.act(approveVerification, { verification: id, version });
      say(`approves: the buyer is ${membership.level.name}`);
    },
    async reject({ id, version }, reasons) {
      await client.act(rejectVerification, { verification: id, version, reasons });
      for (const { code, note } of reasons) say(`rejects: ${code}, with a note for colleagues only: "${note}"`);
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
