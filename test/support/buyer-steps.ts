import type { IdentityInput, MaterialKind, Method } from '../generated/graphql.ts';
import { removeMaterial, submitMaterials, uploadMaterial } from './buyer-material-operations.ts';
import { beginVerification, declareIdentity, readChances, readVerification } from './buyer-operations.ts';
import { sendEmailCode, submitEmailCode, submitTaxNumber } from './buyer-proof-operations.ts';
import type { TestClient, TestFile } from './client.ts';
import { materialFiles } from './material-files.ts';
import type { TestPerson, TestServer } from './server.ts';

/** An identity with one requirement. */
export const wholesaler: IdentityInput = {
  wholesaler: { companyName: 'Harbour Trading GmbH', productCategories: 'Tools' },
};

/** Signs a new buyer in who has said who it is. */
export async function signInBuyer(
  server: TestServer,
  identity: IdentityInput = wholesaler,
  person?: TestPerson,
): Promise<TestClient> {
  const buyer = await server.signIn('BUYER', person);
  await declare(buyer, identity);
  return buyer;
}

/** Says who the buyer is; fails when that is refused. */
export async function declare(buyer: TestClient, identity: IdentityInput): Promise<void> {
  const { declareIdentity: answer } = await buyer.data(declareIdentity, { input: { identity } });
  if (answer.__typename !== 'DeclareIdentitySuccess') throw new Error(answer.message);
}

/** Begins a verification and gives the draft's id; fails when that is refused. */
export async function begin(buyer: TestClient, method: Method, stage = 'SILVER'): Promise<string> {
  const { beginVerification: answer } = await buyer.data(beginVerification, { input: { stage, method } });
  if (answer.__typename !== 'BeginVerificationSuccess') throw new Error(answer.message);
  return answer.verification.id;
}

/** Hands one file in and gives the answer; fails on top-level errors. */
export async function upload(
  buyer: TestClient,
  verification: string,
  kind: MaterialKind,
  given: TestFile = materialFiles.png,
) {
  const { data, errors } = await buyer.upload(uploadMaterial, { input: { verification, kind, file: null } }, given);
  if (errors || !data) throw new Error(`unexpected errors: ${JSON.stringify(errors)}`);
  return data.uploadMaterial;
}

/** Hands one file in and gives its id; fails when it is refused. */
export async function uploaded(buyer: TestClient, verification: string, kind: MaterialKind, given?: TestFile) {
  const answer = await upload(buyer, verification, kind, given);
  if (answer.__typename !== 'UploadMaterialSuccess') throw new Error(answer.message);
  return answer.material.id;
}

/** Takes a file out again. */
export async function remove(buyer: TestClient, material: string) {
  return (await buyer.data(removeMaterial, { input: { material } })).removeMaterial;
}

/** Hands the materials in. */
export async function handInMaterials(buyer: TestClient, verification: string) {
  return (await buyer.data(submitMaterials, { input: { verification } })).submitMaterials;
}

/** Hands a tax number in. */
export async function handInTaxNumber(
  buyer: TestClient,
  verification: string,
  taxNumber = 'DE136695976',
  country = 'DE',
) {
  return (await buyer.data(submitTaxNumber, { input: { verification, country, taxNumber } })).submitTaxNumber;
}

/** Has a code mailed. */
export async function sendCode(buyer: TestClient, verification: string, email: string) {
  return (await buyer.data(sendEmailCode, { input: { verification, email } })).sendEmailCode;
}

/** Gives a code back. */
export async function giveCode(buyer: TestClient, verification: string, code: string) {
  return (await buyer.data(submitEmailCode, { input: { verification, code } })).submitEmailCode;
}

/** The buyer's verification as it is now. */
export async function read(buyer: TestClient, id: string) {
  return (await buyer.data(readVerification, { id })).verification;
}

/** How many chances of a method the buyer has spent. */
export async function used(buyer: TestClient, method: Method): Promise<number | undefined> {
  const { viewer } = await buyer.data(readChances, {});
  return viewer.chances.find((chances) => chances.method === method)?.used;
}
