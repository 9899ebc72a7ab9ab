import { randomUUID } from 'node:crypto';
import { readMembership } from '../support/membership-operations.ts';
import { recordOrder } from '../support/order-operations.ts';
import { approveVerification, readCase, rejectVerification } from '../support/reviewer-operations.ts';
import { begin, handInMaterials, handInTaxNumber, sendCode, signInBuyer, uploaded } from '../support/buyer-steps.ts';
import type { TestClient } from '../support/client.ts';
import { createPdf, file } from '../support/material-files.ts';
import type { TestServer } from '../support/server.ts';
import { restoreChances } from '../support/supervisor-operations.ts';

/** Somebody who has told everything that can be told. */
export interface Life {
  readonly buyer: TestClient;
  readonly person: { readonly subject: string; readonly name: string; readonly email: string };
  readonly id: string;
  readonly material: string;
  readonly verifications: { readonly tax: string; readonly materials: string; readonly email: string };
  /** All that says who it is, or tells of it in somebody's own words. */
  readonly secrets: readonly string[];
}

/** Lives through all three methods, with notes of reviewers and a reason of a supervisor. */
export async function live(server: TestServer): Promise<Life> {
  const mark = randomUUID().slice(0, 8);
  const person = { subject: `test|${mark}`, name: `Nora Named ${mark}`, email: `nora.${mark}@person.example` };
  const company = `Concealed Trading ${mark}`;
  const address = `office@${mark}.example`;
  const fileName = `statement-of-${mark}.pdf`;
  const words = { note: `private ${mark}`, toBuyer: `told ${mark}`, restored: `restored ${mark}` };
  const buyer = await signInBuyer(
    server,
    { wholesaler: { companyName: company, productCategories: `Goods ${mark}` } },
    person,
  );
  const [reviewer, supervisor, service] = [
    await server.signIn('REVIEWER'),
    await server.signIn('SUPERVISOR'),
    await server.signIn('SERVICE'),
  ];
  const { viewer } = await buyer.data(readMembership, {});

  const email = await begin(buyer, 'EMAIL');
  await sendCode(buyer, email, address);
  const tax = await begin(buyer, 'TAX_NUMBER');
  await handInTaxNumber(buyer, tax, 'GB 980 7806 84', 'GB');
  const version = async (id: string) => (await reviewer.data(readCase, { id })).verification?.version ?? 0;
  const reasons = [{ code: 'INFORMATION_INCORRECT' as const, note: words.toBuyer }];
  const rejection = { verification: tax, version: await version(tax), reasons, note: words.note };
  await reviewer.data(rejectVerification, { input: rejection });

  const materials = await begin(buyer, 'MATERIALS');
  const pdf = file(fileName, 'application/pdf', createPdf(`Statement of ${company}`));
  const material = await uploaded(buyer, materials, 'BANK_STATEMENT', pdf);
  await handInMaterials(buyer, materials);
  await reviewer.data(approveVerification, { input: { verification: materials, version: await version(materials) } });

  await supervisor.data(restoreChances, {
    input: { member: viewer.id, method: 'TAX_NUMBER', reason: words.restored },
  });
  const order = { order: randomUUID(), member: { id: viewer.id }, amount: { amount: 500, currency: 'USD' } };
  await service.data(recordOrder, { input: order });

  const secrets = [
    person.name,
    person.email,
    company,
    address,
    `Goods ${mark}`,
    '980780684',
    fileName,
    ...Object.values(words),
  ];
  return { buyer, person, id: viewer.id, material, verifications: { tax, materials, email }, secrets };
}
