import { mailDomain } from '../buyer.ts';
import type { Demo } from '../demo.ts';
import { expectSame } from '../demo-error.ts';

/** Counts what happened, and makes sure that nobody was told anything more than once or by mistake. */
export async function sumUp({ transcript, tally, buyers, mailbox, run }: Demo): Promise<void> {
  const untaken = buyers.reduce(
    (sum, { outcomes, memberships }) => sum + outcomes.untaken() + memberships.untaken(),
    0,
  );
  expectSame('the number of pushes that nobody expected', untaken, 0);
  const mails = await mailbox.count(mailDomain(run));
  expectSame('the number of mails', mails.there, mails.read);
  const { approved, rejected, pushes, unlockedBySpend } = tally;
  transcript.row('buyers', String(buyers.length));
  transcript.row('verifications', `${approved + rejected} (${approved} approved, ${rejected} rejected)`);
  transcript.row('by spending', `${unlockedBySpend} stage unlocked`);
  transcript.row('pushes', String(pushes));
  transcript.row('mails', String(mails.read));
  transcript.success('Everything went as expected.');
}
