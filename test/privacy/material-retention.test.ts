import { expect, it } from 'vitest';
import { filesOf } from '../support/data-folder.ts';
import { readDatabase } from '../support/database-reader.ts';
import { startServerForTests } from '../support/server.ts';
import { addJob, pullForward, untilDone } from '../jobs/job-table.ts';
import { live } from './life.ts';
import { readPerson } from './privacy-operations.ts';

const START = Date.parse('2026-11-23T15:00:00Z');
const daysLater = (days: number) => new Date(START + days * 86_400_000);

it('files go so many days after the decision, by their kind; the record stays and says so', async () => {
  const server = await startServerForTests({
    now: daysLater(0),
    policy: (shipped) => shipped.replace('BANK_STATEMENT: 365', 'BANK_STATEMENT: 20'),
  });
  const database = await readDatabase(server.databaseUrl);
  const applyRetention = async (days: number) => {
    server.setNow(daysLater(days));
    await addJob(database, 'apply_retention', { day: '2026-11-24' });
    await pullForward(database, 'apply_retention');
    await untilDone(database, 'apply_retention');
  };
  const life = await live(server);
  const supervisor = await server.signIn('SUPERVISOR');
  const material = async () => {
    const { member } = await supervisor.data(readPerson, { id: life.id });
    const run = member?.verifications.nodes.find(({ id }) => id === life.verifications.materials);
    return run && 'materials' in run ? run.materials?.[0] : undefined;
  };

  await applyRetention(19);
  expect(await filesOf(server)).toHaveLength(1);
  expect(await material()).toMatchObject({ deletedAt: null, deletedCause: null });

  await applyRetention(21);
  expect(await filesOf(server)).toEqual([]);
  const kept = await material();
  expect(kept).toMatchObject({ deletedAt: daysLater(21).toISOString(), deletedCause: 'RETENTION' });
  expect(kept?.fileName).toMatch(/^statement-of-/);
  const gone = await fetch(kept?.link.url ?? '');
  expect(gone.status).toBe(410);
  expect(await gone.json()).toMatchObject({ code: 'MATERIAL_DELETED', cause: 'RETENTION' });
  await database.close();
  await server.close();
});
