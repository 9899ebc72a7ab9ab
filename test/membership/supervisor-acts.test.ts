import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothForms } from '../support/both-forms.ts';
import type { TestClient } from '../support/client.ts';
import { readMembership } from '../support/membership-operations.ts';
import { approveVerification, rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';
import { auditTrail, restoreChances, revokeMembership } from '../support/supervisor-operations.ts';

let server: TestServer;
let supervisor: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  supervisor = await server.signIn('SUPERVISOR');
});
afterAll(() => server.close());

async function approve({ id, version }: SubmittedVerification): Promise<void> {
  await supervisor.data(approveVerification, { input: { verification: id, version } });
}

async function reject({ id, version }: SubmittedVerification): Promise<void> {
  const reasons = [{ code: 'TAX_NUMBER_NOT_FOUND' as const }];
  await supervisor.data(rejectVerification, { input: { verification: id, version, reasons } });
}

async function revoke(member: string, reason = 'The shop was closed.') {
  return (await supervisor.data(revokeMembership, { input: { member, reason } })).revokeMembership;
}

async function restore(member: string, reason = 'Our scanner was broken.') {
  const input = { member, method: 'TAX_NUMBER' as const, reason };
  return (await supervisor.data(restoreChances, { input })).restoreChances;
}

const nobody = ['01890000-0000-7000-8000-000000000000', 'nobody', ''];
const badReasons = ['', '  ', 'no', '  no  ', 'x'.repeat(1001), 'why\u0000'];

describe('chances that are restored', () => {
  it('are all there again, so that the buyer can go on', async () => {
    const first = await submitVerification(server);
    await reject(first);
    for (let chance = 2; chance <= 5; chance += 1)
      await reject(await submitVerification(server, { buyer: first.buyer }));
    await expect(submitVerification(server, { buyer: first.buyer })).rejects.toThrow(
      'All chances of this method are spent.',
    );
    const answer = await restore(first.memberId);
    expect(answer).toMatchObject({ __typename: 'RestoreChancesSuccess' });
    expect('member' in answer && answer.member.chances).toContainEqual({ method: 'TAX_NUMBER', used: 0, left: 5 });
    const mail = await server.mails.waitFor(first.email, /new chances/);
    for (const text of bothForms(mail)) expect(text).toContain('5 chances left for tax number verification');
    await reject(await submitVerification(server, { buyer: first.buyer }));
  });

  it('are those of one method', async () => {
    const { buyer, memberId, ...tax } = await submitVerification(server);
    await reject({ buyer, memberId, ...tax });
    await submitVerification(server, { buyer, method: 'EMAIL' });
    const answer = await restore(memberId);
    const chances = 'member' in answer ? answer.member.chances : [];
    expect(chances.map(({ method, used }) => [method, used])).toEqual([
      ['MATERIALS', 0],
      ['TAX_NUMBER', 0],
      ['EMAIL', 1],
    ]);
  });

  it('can be restored while none is spent', async () => {
    const { viewer } = await (await server.signIn('BUYER')).data(readMembership, {});
    expect(await restore(viewer.id)).toMatchObject({ __typename: 'RestoreChancesSuccess' });
  });

  it.each(badReasons)('need a reason, and %j is none', async (reason) => {
    const { viewer } = await (await server.signIn('BUYER')).data(readMembership, {});
    expect(await restore(viewer.id, reason)).toMatchObject({
      __typename: 'InputInvalid',
      issues: [{ path: 'reason' }],
    });
  });

  it.each(nobody)('are nobody’s with the id %j', async (member) => {
    expect(await restore(member)).toMatchObject({ __typename: 'MemberNotFound' });
  });
});

describe('a membership that is revoked', () => {
  it('falls back to what everyone has, and the member is told why', async () => {
    const submitted = await submitVerification(server, { stage: 'GOLD' });
    await approve(submitted);
    expect(await revoke(submitted.memberId)).toMatchObject({
      member: { id: submitted.memberId, membership: { level: { code: 'STANDARD' }, stages: [{ code: 'STANDARD' }] } },
    });
    const { viewer } = await submitted.buyer.data(readMembership, {});
    expect(viewer.membership).toMatchObject({
      level: { code: 'STANDARD' },
      unlockedBy: null,
      hasBenefit: false,
      since: viewer.spend.countedSince,
      history: [
        { from: { code: 'GOLD' }, to: { code: 'STANDARD' }, cause: { reason: 'The shop was closed.' } },
        { from: { code: 'STANDARD' }, to: { code: 'GOLD' } },
      ],
    });
    const mail = await server.mails.waitFor(submitted.email, /membership at Sample Market has changed/);
    for (const text of bothForms(mail)) {
      expect(text).toContain('The shop was closed.');
      expect(text).toContain('Standard');
    }
  });

  it('can be unlocked anew', async () => {
    const submitted = await submitVerification(server);
    await approve(submitted);
    await revoke(submitted.memberId);
    const again = await submitVerification(server, { buyer: submitted.buyer });
    await approve(again);
    const { viewer } = await submitted.buyer.data(readMembership, {});
    expect(viewer.membership).toMatchObject({
      level: { code: 'SILVER' },
      unlockedBy: { verification: { id: again.id } },
    });
  });

  it('is revoked once, whoever does it at once', async () => {
    const submitted = await submitVerification(server);
    await approve(submitted);
    const answers = await Promise.all(Array.from({ length: 10 }, () => revoke(submitted.memberId)));
    const names = answers.map((answer) => answer.__typename).toSorted();
    expect(names).toEqual([...Array.from({ length: 9 }, () => 'NothingToRevoke'), 'RevokeMembershipSuccess']);
    const { viewer } = await submitted.buyer.data(readMembership, {});
    expect(viewer.membership.history).toHaveLength(2);
  });

  it.each(badReasons)('needs a reason, and %j is none', async (reason) => {
    const submitted = await submitVerification(server);
    await approve(submitted);
    const refused = { __typename: 'InputInvalid', issues: [{ path: 'reason' }] };
    expect(await revoke(submitted.memberId, reason)).toMatchObject(refused);
    const { viewer } = await submitted.buyer.data(readMembership, {});
    expect(viewer.membership.level.code).toBe('SILVER');
  });

  it.each(['yes', 'x'.repeat(1000), '  because of this  '])('takes the reason %j', async (reason) => {
    const submitted = await submitVerification(server);
    await approve(submitted);
    expect(await revoke(submitted.memberId, reason)).toMatchObject({ __typename: 'RevokeMembershipSuccess' });
    const { auditTrail: trail } = await supervisor.data(auditTrail, {
      first: 1,
      filter: { member: submitted.memberId },
    });
    expect(trail.nodes).toMatchObject([{ act: 'MEMBERSHIP_REVOKED', reason: reason.trim() }]);
  });

  it.each(nobody)('is nobody’s with the id %j', async (member) => {
    expect(await revoke(member)).toMatchObject({ __typename: 'MemberNotFound' });
  });
});
