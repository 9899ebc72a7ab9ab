import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../generated/gql.ts';
import type { IdentityInput, MaterialKind, ReasonCode, ReasonInput } from '../generated/graphql.ts';
import type { TestClient } from '../support/client.ts';
import { rejectVerification } from '../support/reviewer-operations.ts';
import { startServerForTests, type TestServer } from '../support/server.ts';
import { submitVerification, type SubmittedVerification } from '../support/submitted-verification.ts';
import { allCodes, aboutAnyMaterial, aboutTheWhole, identities, showsFact } from './where-reasons-fit.ts';

const readReasons = graphql(`
  query ReasonsTaxonomy {
    rejectionReasons {
      code
      message
      remedy
      remedyMessage
      methods
      kinds
    }
  }
`);

let server: TestServer;
let reviewer: TestClient;
beforeAll(async () => {
  server = await startServerForTests();
  reviewer = await server.signIn('REVIEWER');
});
afterAll(() => server.close());

async function reject({ id, version }: SubmittedVerification, reasons: readonly ReasonInput[], note?: string) {
  const input = { verification: id, version, reasons: [...reasons], ...(note === undefined ? {} : { note }) };
  return (await reviewer.data(rejectVerification, { input })).rejectVerification;
}

async function pathsOfIssues(verification: SubmittedVerification, reasons: readonly ReasonInput[], note?: string) {
  const answer = await reject(verification, reasons, note);
  expect(answer.__typename).toBe('InputInvalid');
  return answer.__typename === 'InputInvalid' ? answer.issues.map((issue) => issue.path) : [];
}

/** Which of the reasons can't be given; the last of the request never can, so that nothing is decided. */
async function refused(verification: SubmittedVerification, reasons: readonly ReasonInput[]) {
  const impossible = { code: 'INFORMATION_INCORRECT', material: 'none' } as const;
  const paths = await pathsOfIssues(verification, [...reasons, impossible]);
  expect(paths.at(-1)).toBe(`reasons.${reasons.length}.material`);
  return paths.slice(0, -1);
}

it('each reason has a message, a remedy and a place where it fits', async () => {
  const { rejectionReasons } = await reviewer.data(readReasons, {});
  expect(rejectionReasons.map((reason) => reason.code)).toEqual(allCodes);
  expect(allCodes.length).toBeGreaterThanOrEqual(15);
  for (const { message, remedyMessage, methods } of rejectionReasons) {
    expect(message).toMatch(/^[A-Z].{10,}\.$/);
    expect(remedyMessage).toMatch(/^[A-Z].{10,}\.$/);
    expect(methods.length).toBeGreaterThan(0);
  }
  expect(new Set(rejectionReasons.map((reason) => reason.message)).size).toBe(allCodes.length);
  const kinds = new Set(rejectionReasons.flatMap((reason) => reason.kinds));
  expect(kinds.size).toBe(6);
});

describe.each(['TAX_NUMBER', 'EMAIL', 'MATERIALS'] as const)('a verification by %s', (method) => {
  it('takes its own reasons about the whole, and is refused all others by their code', async () => {
    const verification = await submitVerification(server, { method });
    const fitting = allCodes.filter((code) => aboutTheWhole[code]?.includes(method));
    expect(
      await refused(
        verification,
        fitting.map((code) => ({ code })),
      ),
    ).toEqual([]);
    const others = allCodes.filter((code) => !fitting.includes(code));
    // A material that is missing is named as such; a method that does not fit, by the code.
    const field = (code: ReasonCode) => (method === 'MATERIALS' && !aboutTheWhole[code] ? 'material' : 'code');
    expect(
      await refused(
        verification,
        others.map((code) => ({ code })),
      ),
    ).toEqual(others.map((code, index) => `reasons.${index}.${field(code)}`));
    expect(
      await reject(
        verification,
        fitting.map((code) => ({ code })),
      ),
    ).toMatchObject({
      __typename: 'RejectVerificationSuccess',
      verification: {
        status: 'REJECTED',
        decision: { outcome: 'REJECTED', reasons: fitting.map((code) => ({ code })) },
      },
    });
  });
});

function given({ code, id }: { readonly code: ReasonCode; readonly id: string }): ReasonInput {
  return { code, material: id };
}

function isByTaxOrEmail(code: ReasonCode): boolean {
  return aboutTheWhole[code]?.includes('MATERIALS') === false;
}

describe.each(Object.entries(identities))('the materials of %s', (_name, identity: IdentityInput) => {
  it('take each reason that is about what they must show, and no other', async () => {
    const verification = await submitVerification(server, { method: 'MATERIALS', identity });
    const pairs = verification.materials.flatMap((material) => allCodes.map((code) => ({ code, ...material })));
    const isFitting = ({ code, kind }: { code: ReasonCode; kind: MaterialKind }) =>
      aboutAnyMaterial.includes(code) || (showsFact[code]?.(kind, identity) ?? false);
    const fitting = pairs.filter(isFitting).map(given);
    expect(await refused(verification, fitting)).toEqual([]);
    // At most 50 at once.
    const others = pairs.filter((pair) => !isFitting(pair));
    for (let start = 0; start < others.length; start += 40) {
      const some = others.slice(start, start + 40);
      expect(await refused(verification, some.map(given))).toEqual(
        some.map(({ code }, index) => `reasons.${index}.${isByTaxOrEmail(code) ? 'code' : 'material'}`),
      );
    }
    expect(await reject(verification, fitting)).toMatchObject({
      verification: {
        decision: { reasons: fitting.map(({ code, material }) => ({ code, material: { id: material } })) },
      },
    });
  });
});

describe('is refused', () => {
  let verification: SubmittedVerification;
  beforeAll(async () => {
    verification = await submitVerification(server);
  });
  const code = 'TAX_NUMBER_INACTIVE';

  it('without a reason', async () => expect(await pathsOfIssues(verification, [])).toEqual(['reasons']));

  it('with more than fifty', async () => {
    const many = Array.from({ length: 51 }, () => ({ code }) as const);
    expect(await pathsOfIssues(verification, many)).toEqual(['reasons']);
  });

  it('with the same reason twice', async () => {
    expect(await pathsOfIssues(verification, [{ code }, { code }])).toEqual(['reasons.1']);
  });

  it('with a note of more than 2000 characters', async () => {
    const note = 'n'.repeat(2001);
    expect(await pathsOfIssues(verification, [{ code }], note)).toEqual(['note']);
    expect(await pathsOfIssues(verification, [{ code, note }])).toEqual(['reasons.0.note']);
  });

  it('with the material of somebody else', async () => {
    const own = await submitVerification(server, { method: 'MATERIALS' });
    const others = await submitVerification(server, { method: 'MATERIALS' });
    const reasons = [{ code: 'MATERIAL_UNREADABLE', material: others.materials[0]?.id ?? '' }] as const;
    expect(await pathsOfIssues(own, reasons)).toEqual(['reasons.0.material']);
  });

  it('with a material that can be none', async () => {
    for (const material of ['', 'nonsense', '01890000-0000-7000-8000-000000000000']) {
      expect(await pathsOfIssues(verification, [{ code, material }])).toEqual(['reasons.0.material']);
    }
  });
});
