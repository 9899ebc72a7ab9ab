import { describe, expect, it } from 'vitest';
import { readOptions, usage } from '../../torture/options.ts';
import { TortureError } from '../../torture/torture-error.ts';

const read = (...args: string[]) => readOptions(args, () => 4711);

describe('the options of a run', () => {
  it('have defaults, and a seed of its own each time', () => {
    expect(read()).toMatchObject({ planned: { seed: 4711, servers: 3, buyers: 12, kills: 8, steps: 10 }, keys: true });
    expect(read('--seed', '7', '--no-keys')).toMatchObject({ planned: { seed: 7 }, keys: false });
  });

  it('bring as many steps as the faults need', () => {
    expect(read('--kills', '200').planned.steps).toBeGreaterThan(60);
    expect(read('--kills', '200', '--steps', '5').planned.steps).toBe(5);
  });

  it('leave a given database running', () => {
    expect(read('--database-url', 'postgresql://db/x', '--restarts', '3').planned.restarts).toBe(0);
  });

  it('bring the short run of a planted bug, under any seed', () => {
    expect(read('--bug', 'refund-ignored', '--seed', '3')).toMatchObject({
      bug: 'refund-ignored',
      planned: { seed: 3, kills: 0, services: 3 },
    });
  });

  it.for([['--kills', 'many'], ['--servers', '0'], ['--steps', ''], ['--nonsense'], ['surplus']])(
    'are refused in words: %s',
    (args) => {
      expect(() => read(...args)).toThrow(TortureError);
    },
  );

  it('are all described', () => {
    for (const name of ['seed', 'kills', 'mail-troubles', 'sse', 'no-keys', 'bug', 'check', 'settle-seconds']) {
      expect(usage).toMatch(new RegExp(`^  --${name} +\\S`, 'm'));
    }
  });
});
