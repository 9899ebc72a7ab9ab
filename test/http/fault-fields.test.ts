import { expect, it } from 'vitest';
import { faultFields } from '../../src/http/fault-fields.ts';

it('the log is told what kind of fault it was and where, and nothing that people gave', () => {
  const fault = Object.assign(new TypeError('duplicate key (email)=(bea@trading.example)\nof Bea'), { code: '23505' });
  expect(faultFields(fault)).toEqual({
    fault: 'TypeError',
    code: '23505',
    places: expect.arrayContaining([expect.stringMatching(/fault-fields\.test\.ts/)]),
  });
  expect(JSON.stringify(faultFields(fault))).not.toMatch(/bea/i);
});

it('what is thrown and no error is told by its type alone', () => {
  expect(faultFields('bea@trading.example')).toEqual({ fault: 'string' });
});
