import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../src/domain/information.ts';
import { facts, materialKinds } from '../../src/domain/material.ts';
import { unmetRequirements } from '../../src/domain/unmet-requirements.ts';

const arbitraryRequirements: fc.Arbitrary<readonly Requirement[]> = fc
  .shuffledSubarray([...materialKinds])
  .map((kinds) => kinds.map((kind) => ({ kind, label: kind.toLowerCase(), mustShow: [facts[0]] })));
const arbitraryMaterials = fc.array(fc.record({ kind: fc.constantFrom(...materialKinds) }), { maxLength: 12 });

describe('what is unmet', () => {
  it('is each requirement for whose kind nothing is there, in the order in which they are asked for', () => {
    fc.assert(
      fc.property(arbitraryRequirements, arbitraryMaterials, (requirements, materials) => {
        const unmet = unmetRequirements(requirements, materials);
        for (const requirement of requirements) {
          const isThere = materials.some(({ kind }) => kind === requirement.kind);
          expect(unmet.includes(requirement)).toBe(!isThere);
        }
        expect(unmet).toEqual(requirements.filter((requirement) => unmet.includes(requirement)));
      }),
    );
  });

  it('never grows by a material more, whatever its kind', () => {
    fc.assert(
      fc.property(
        arbitraryRequirements,
        arbitraryMaterials,
        fc.constantFrom(...materialKinds),
        (asked, there, kind) => {
          const before = unmetRequirements(asked, there);
          expect(before).toEqual(expect.arrayContaining([...unmetRequirements(asked, [...there, { kind }])]));
        },
      ),
    );
  });

  it('is the same for two materials of a kind as for one', () => {
    fc.assert(
      fc.property(arbitraryRequirements, arbitraryMaterials, (requirements, materials) => {
        expect(unmetRequirements(requirements, [...materials, ...materials])).toEqual(
          unmetRequirements(requirements, materials),
        );
      }),
    );
  });

  it('is all when nothing is there, and nothing when one of each kind is', () => {
    fc.assert(
      fc.property(arbitraryRequirements, (requirements) => {
        expect(unmetRequirements(requirements, [])).toEqual(requirements);
        expect(unmetRequirements(requirements, requirements)).toEqual([]);
      }),
    );
  });
});
