import type { Demo } from '../demo.ts';
import { DemoError, expectSame } from '../demo-error.ts';
import { hearOfLevel } from '../hear-outcome.ts';
import { readSpendPath, recordOrder, refundOrder } from '../operations/spend.ts';
import { showMoney } from '../show-money.ts';

/** A service of the marketplace reports orders; the one that reaches a stage's amount unlocks it, with no review. */
export async function unlockBySpending(demo: Demo): Promise<void> {
  const { transcript, service, mailbox, tally } = demo;
  const stage = demo.pages.stages.find((one) => one.spendRequired !== null);
  const goal = stage?.spendRequired;
  if (!stage || !goal) throw new DemoError("The server's policy has no stage that spending opens.");
  transcript.scene(`Sven never hands anything in: ${showMoney(goal)} of orders open ${stage.name}`);
  const buyer = await demo.meetBuyer('Sven');
  const member = { subject: buyer.subject };
  const part = (percent: number) => ({ ...goal, amount: Math.ceil((goal.amount * percent) / 100) });
  const sayRemaining = async () => {
    const { viewer } = await buyer.client.ask(readSpendPath, { stage: stage.code });
    transcript.line('buyer', `reads that ${showMoney(viewer.unlockPlan.spend.remaining)} remain to ${stage.name}`);
  };

  await sayRemaining();
  const first = { order: `demo-${demo.run}-1`, member, amount: part(70) };
  const copies = await Promise.all(Array.from({ length: 20 }, () => service.act(recordOrder, first)));
  const counted = copies.filter((copy) => !copy.alreadyRecorded);
  expectSame('how often one order counts', counted.length, 1);
  transcript.line('service', `records order 1 of ${showMoney(first.amount)}, 20 times at once: it counts once`);
  const refund = { order: first.order, refund: `demo-${demo.run}-refund`, amount: part(20) };
  const { order } = await service.act(refundOrder, refund);
  const total = showMoney(order.member.spend.total);
  transcript.line('service', `refunds ${showMoney(refund.amount)} of it: ${total} count`);
  await sayRemaining();

  const last = { order: `demo-${demo.run}-2`, member, amount: part(50) };
  const { unlocked } = await service.act(recordOrder, last);
  expectSame('the unlocked stage', unlocked?.name ?? 'none', stage.name);
  transcript.line('service', `records order 2 of ${showMoney(last.amount)}, and reads that it unlocked ${stage.name}`);
  tally.unlockedBySpend += 1;
  await hearOfLevel(demo, buyer, 'UnlockedBySpend');
  transcript.line('mailbox', `"${(await mailbox.read(buyer.email, /have unlocked/)).subject}"`);
}
