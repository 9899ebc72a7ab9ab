import { randomUUID } from 'node:crypto';
import type { IdentityInput, MaterialKind, Method } from '../generated/graphql.ts';
import { declareIdentity, readChances } from './buyer-operations.ts';
import {
  begin,
  giveCode,
  handInMaterials,
  handInTaxNumber,
  read,
  sendCode,
  uploaded,
  wholesaler,
} from './buyer-steps.ts';
import type { TestClient } from './client.ts';
import { codeIn } from './mailed-code.ts';
import { materialFiles } from './material-files.ts';
import type { TestServer } from './server.ts';

/** How a verification comes about. */
export interface Submission {
  /** TAX_NUMBER without it: the quickest. */
  readonly method?: Method;
  /** SILVER without it. */
  readonly stage?: string;
  readonly identity?: IdentityInput;
  /** Somebody who is signed in; without it, a fresh buyer. */
  readonly buyer?: TestClient;
}

/** A verification that waits for a decision. */
export interface SubmittedVerification {
  readonly buyer: TestClient;
  /** The fresh buyer's address, to which outcomes are mailed. */
  readonly email: string;
  readonly memberId: string;
  readonly id: string;
  readonly version: number;
  /** One file of each required kind; empty unless by MATERIALS. */
  readonly materials: readonly { readonly id: string; readonly kind: MaterialKind }[];
}

/** Brings a buyer to a submitted verification through the public door. Throws when a step is refused. */
export async function submitVerification(
  server: TestServer,
  { method = 'TAX_NUMBER', stage = 'SILVER', identity = wholesaler, ...submission }: Submission = {},
): Promise<SubmittedVerification> {
  const email = `${randomUUID()}@buyer.example`;
  const buyer = submission.buyer ?? (await server.signIn('BUYER', { email }));
  // Refused while another verification is submitted: then it is declared already.
  await buyer.data(declareIdentity, { input: { identity } });
  const id = await begin(buyer, method, stage);
  const answer = await handIn[method](server, buyer, id);
  const verification = await read(buyer, id);
  if (verification?.status !== 'SUBMITTED') throw new Error(`not submitted: ${answer.__typename}`);
  const { viewer } = await buyer.data(readChances, {});
  const materials = 'materials' in verification ? verification.materials : [];
  return { buyer, email, memberId: viewer.id, id, version: verification.version, materials };
}

type HandIn = (server: TestServer, buyer: TestClient, id: string) => Promise<{ readonly __typename: string }>;

const handIn: Readonly<Record<Method, HandIn>> = {
  TAX_NUMBER: (_server, buyer, id) => handInTaxNumber(buyer, id),
  async MATERIALS(_server, buyer, id) {
    const draft = await read(buyer, id);
    const states = draft && 'requirements' in draft ? draft.requirements : [];
    for (const { met, requirement } of states) {
      const picture = { ...materialFiles.png, name: `${requirement.kind.toLowerCase()}.png` };
      if (!met) await uploaded(buyer, id, requirement.kind, picture);
    }
    return handInMaterials(buyer, id);
  },
  async EMAIL(server, buyer, id) {
    const email = `office@${randomUUID()}.example`;
    const sent = await sendCode(buyer, id, email);
    if (sent.__typename !== 'SendEmailCodeSuccess') return sent;
    return giveCode(buyer, id, codeIn(await server.mails.waitFor(email, /code/i)));
  },
};
