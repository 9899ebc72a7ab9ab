import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TestServer } from '../support/server.ts';
import { readNotes, readOwn, readQueue } from './sample-operations.ts';
import { readMailbox, signInAs, startSampleServer } from '../support/sample-server.ts';

let server: TestServer;
beforeAll(async () => {
  // A Monday; Thanksgiving, four days before, is no working day.
  server = await startSampleServer({ now: new Date('2026-11-30T16:00:00Z') });
});
afterAll(() => server.close());

async function ask(key: string) {
  const client = await signInAs(server, key);
  const { viewer } = await client.data(readOwn, {});
  await client.close();
  return viewer;
}

async function queueNode(name: string) {
  const reviewer = await signInAs(server, 'reviewer');
  const { reviewQueue } = await reviewer.data(readQueue, {});
  await reviewer.close();
  return reviewQueue.nodes.find((node) => node.member.name === name);
}

describe('what awaits review', () => {
  it('is ordered by urgency: the overdue one, the one that is held, the one of yesterday', async () => {
    const reviewer = await signInAs(server, 'reviewer');
    const { reviewQueue } = await reviewer.data(readQueue, {});
    expect(reviewQueue.nodes.map((node) => node.member.name)).toEqual([
      'Walter Wholesale',
      'Grace Good',
      'Olive Online',
    ]);
    await reviewer.close();
  });

  it('has Walter’s tax number of seven working days ago, overdue and held by nobody', async () => {
    const node = await queueNode('Walter Wholesale');
    expect(node).toMatchObject({
      method: 'TAX_NUMBER',
      overdue: true,
      claim: null,
      identity: { __typename: 'Wholesaler' },
      taxNumber: '136695976',
      verdict: 'CHECKSUM_VALID',
    });
    expect(String(node?.submittedAt)).toMatch(/^2026-11-18T/);
  });

  it('has Grace’s confirmed email address, held by the second reviewer', async () => {
    expect(await queueNode('Grace Good')).toMatchObject({
      method: 'EMAIL',
      overdue: false,
      claim: { reviewer: { name: 'Ravi Reviewer' } },
      identity: { __typename: 'Organization' },
      email: 'office@harbour-school.example',
    });
  });

  it('has Olive’s two pictures of yesterday, which a reviewer can open', async () => {
    const node = await queueNode('Olive Online');
    expect(node).toMatchObject({ method: 'MATERIALS', claim: null, identity: { __typename: 'OnlineRetailer' } });
    expect(String(node?.submittedAt)).toMatch(/^2026-11-29T/);
    if (!node || !('materials' in node)) throw new Error('no materials');
    expect(node.materials.map(({ kind, mediaType }) => [kind, mediaType])).toEqual([
      ['STORE_BACKEND_SCREENSHOT', 'image/png'],
      ['STORE_FLOW_STATEMENT', 'image/png'],
    ]);
    for (const { link } of node.materials) {
      const content = Buffer.from(await (await fetch(link.url)).arrayBuffer());
      expect(content.subarray(1, 4).toString('latin1')).toBe('PNG');
    }
  });
});

describe('what is decided', () => {
  it('tells Inés what to hand in again, and the reviewers’ private notes to reviewers alone', async () => {
    const ines = await ask('ines');
    const [verification] = ines.verifications.nodes;
    expect(verification).toMatchObject({
      status: 'REJECTED',
      decision: {
        reasons: [
          {
            code: 'FOLLOWER_COUNT_MISSING',
            remedy: 'UPLOAD_COMPLETE_COPY',
            material: { fileName: 'social-media-homepage-cut-off.png' },
          },
          { code: 'MATERIAL_INCOMPLETE' },
        ],
      },
    });
    const id = verification?.id ?? '';
    const reviewer = await signInAs(server, 'second-reviewer');
    const seen = await reviewer.data(readNotes, { id });
    expect(seen.verification?.decision).toMatchObject({
      note: expect.stringContaining('genuine'),
      decidedBy: { name: 'Rosa Reviewer' },
      reasons: [{ note: expect.stringContaining('above the counts') }, { note: null }],
    });
    const buyer = await signInAs(server, 'ines');
    expect((await buyer.run(readNotes, { id })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    await Promise.all([reviewer.close(), buyer.close()]);
  });

  it('made Manu, a manufacturer, SILVER by a verification', async () => {
    expect(await ask('manu')).toMatchObject({
      identityType: 'MANUFACTURER',
      membership: { level: { code: 'SILVER' }, unlockedBy: { __typename: 'UnlockedByVerification' } },
      verifications: { nodes: [{ status: 'APPROVED', method: 'MATERIALS' }] },
    });
  });

  it('made Otto GOLD by his orders alone, SILVER on the way', async () => {
    const otto = await ask('otto');
    expect(otto).toMatchObject({
      identityType: null,
      membership: {
        level: { code: 'GOLD' },
        unlockedBy: { __typename: 'UnlockedBySpend' },
        history: [{ to: { code: 'GOLD' } }, { to: { code: 'SILVER' } }],
      },
      spend: { orders: 4 },
      verifications: { nodes: [] },
    });
    expect(otto.spend.total.amount).toBeGreaterThanOrEqual(1_000_000);
  });

  it('left the newcomer with nothing', async () => {
    expect(await ask('buyer')).toMatchObject({
      identityType: null,
      membership: { level: { code: 'STANDARD' }, unlockedBy: null, history: [] },
      spend: { orders: 0 },
      verifications: { nodes: [] },
    });
  });
});

it('leaves the mails that were due in the development mailbox, all to addresses that can’t exist', async () => {
  const mails = await vi.waitFor(async () => {
    const there = await readMailbox(server);
    expect(there).toHaveLength(9);
    return there;
  });
  for (const { to } of mails) expect(to).toMatch(/@sample-buyers\.example$/);
  const subjects = mails.filter(({ to }) => to.startsWith('otto@')).map(({ subject }) => subject);
  expect(subjects.toSorted()).toEqual(['Your orders have unlocked Gold', 'Your orders have unlocked Silver']);
});
