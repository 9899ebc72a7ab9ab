import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonCodes, reasonRules, type ReasonRule } from '../../src/domain/decision.ts';
import type { Requirement } from '../../src/domain/information.ts';
import { facts, materialKinds } from '../../src/domain/material.ts';
import { methods } from '../../src/domain/method.ts';
import {
  acceptedMaterials,
  issuesWithReasons,
  kindsOfReason,
  needsMaterial,
  type GivenReason,
} from '../../src/domain/rejection.ts';

const requirements: readonly Requirement[] = materialKinds.map((kind) => ({ kind, label: kind, mustShow: facts }));
const materials = materialKinds.map((kind) => ({ id: `the ${kind}`, kind }));

const arbitraryMaterials = fc.subarray(materials);
const arbitraryReason: fc.Arbitrary<GivenReason> = fc.record({
  code: fc.constantFrom(...reasonCodes),
  materialId: fc.option(fc.constantFrom(...materials.map(({ id }) => id), 'of somebody else')),
  note: fc.constant(null),
});
const arbitraryReasons = fc.array(arbitraryReason, { maxLength: 6 });

const given = (
  code: GivenReason['code'],
  materialId: string | null = null,
  note: string | null = null,
): GivenReason => ({
  code,
  materialId,
  note,
});

describe('the materials that a rejection leaves accepted', () => {
  it('are those that no reason names, in their order', () => {
    fc.assert(
      fc.property(arbitraryMaterials, arbitraryReasons, (handedIn, reasons) => {
        const isWhole = reasons.some(({ code }) => code === 'IDENTITY_TYPE_UNSUITABLE');
        const named = new Set(reasons.map(({ materialId }) => materialId));
        const expected = isWhole ? [] : handedIn.filter(({ id }) => !named.has(id));
        expect(acceptedMaterials(handedIn, reasons)).toEqual(expected);
      }),
    );
  });

  it('never become more by one reason more', () => {
    fc.assert(
      fc.property(arbitraryMaterials, arbitraryReasons, arbitraryReason, (handedIn, reasons, more) => {
        const before = acceptedMaterials(handedIn, reasons);
        expect(before).toEqual(expect.arrayContaining([...acceptedMaterials(handedIn, [...reasons, more])]));
      }),
    );
  });
});

describe('a reason', () => {
  it.each(reasonCodes)('%s can be given where its rule says, and only there', (code) => {
    const rule: ReasonRule = reasonRules[code];
    const kinds = kindsOfReason(code, requirements);
    expect(needsMaterial(code)).toBe(kinds.length > 0);
    for (const method of methods) {
      const handedIn = method === 'MATERIALS' ? materials : [];
      const fits = rule.methods.includes(method);
      const places = needsMaterial(code) ? materials.map(({ id }) => id) : [null];
      for (const place of places) {
        const kind = materials.find(({ id }) => id === place)?.kind;
        const isRight = fits && (kind === undefined || kinds.includes(kind));
        expect(issuesWithReasons([given(code, place)], method, handedIn, requirements)).toHaveLength(isRight ? 0 : 1);
      }
    }
  });

  it.each(reasonCodes)('%s names a material if, and only if, it is about one', (code) => {
    const [method = 'MATERIALS'] = reasonRules[code].methods;
    const wrong = needsMaterial(code) ? null : 'the STORE_PHOTO';
    expect(issuesWithReasons([given(code, wrong)], method, materials, requirements)).toMatchObject([
      { path: 'reasons.0.material' },
    ]);
  });

  it('about a fact fits the materials that must show it for this identity', () => {
    const asked: readonly Requirement[] = [
      { kind: 'STORE_PHOTO', label: 'Photo', mustShow: ['STORE_NAME'] },
      { kind: 'BANK_STATEMENT', label: 'Statement', mustShow: ['STATEMENT_PERIOD'] },
    ];
    expect(kindsOfReason('STORE_NAME_MISSING', asked)).toEqual(['STORE_PHOTO']);
    expect(kindsOfReason('COMPANY_NAME_MISSING', asked)).toEqual([]);
    expect(kindsOfReason('MATERIAL_UNREADABLE', asked)).toEqual(materialKinds);
    const issues = issuesWithReasons(
      [given('STORE_NAME_MISSING', 'the BANK_STATEMENT')],
      'MATERIALS',
      materials,
      asked,
    );
    expect(issues).toMatchObject([{ path: 'reasons.0.material', message: expect.stringContaining('BANK_STATEMENT') }]);
  });

  it('may have a note of 2000 characters', () => {
    const [longest, longer] = [2000, 2001].map((length) => given('INFORMATION_INCORRECT', null, 'a'.repeat(length)));
    expect(issuesWithReasons(longest ? [longest] : [], 'EMAIL', [], [])).toEqual([]);
    expect(issuesWithReasons(longer ? [longer] : [], 'EMAIL', [], [])).toMatchObject([{ path: 'reasons.0.note' }]);
  });
});

describe('reasons', () => {
  it('are from one to fifty', () => {
    expect(issuesWithReasons([], 'EMAIL', [], [])).toMatchObject([{ path: 'reasons' }]);
    const many = Array.from({ length: 51 }, () => given('INFORMATION_INCORRECT'));
    expect(issuesWithReasons(many, 'EMAIL', [], [])).toMatchObject([{ path: 'reasons' }]);
  });

  it('are each given once for the same thing', () => {
    const [photo, license] = ['the STORE_PHOTO', 'the BUSINESS_LICENSE'];
    const twice = [
      given('MATERIAL_UNREADABLE', photo),
      given('MATERIAL_UNREADABLE', license),
      given('MATERIAL_UNREADABLE', photo),
    ];
    expect(issuesWithReasons(twice, 'MATERIALS', materials, requirements)).toMatchObject([{ path: 'reasons.2' }]);
  });

  it('that can be given in one order can be given in any', () => {
    fc.assert(
      fc.property(arbitraryReasons, fc.constantFrom(...methods), (reasons, method) => {
        const there = issuesWithReasons(reasons, method, materials, requirements).length;
        expect(issuesWithReasons(reasons.toReversed(), method, materials, requirements)).toHaveLength(there);
      }),
    );
  });
});
