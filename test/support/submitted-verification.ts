import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { graphql } from '../generated/gql.ts';
import type { IdentityInput, MaterialKind, Method } from '../generated/graphql.ts';
import type { TestClient, TestFile } from './client.ts';
import type { TestServer } from './server.ts';

const begin = graphql(`
  mutation SubmittedBegin($identity: DeclareIdentityInput!, $begin: BeginVerificationInput!) {
    declareIdentity(input: $identity) {
      __typename
    }
    beginVerification(input: $begin) {
      __typename
      ... on BeginVerificationSuccess {
        verification {
          id
          member {
            id
          }
          ... on MaterialVerification {
            requirements {
              requirement {
                kind
              }
            }
          }
        }
      }
    }
  }
`);
const submitTaxNumber = graphql(`
  mutation SubmittedTaxNumber($input: SubmitTaxNumberInput!) {
    submitTaxNumber(input: $input) {
      __typename
    }
  }
`);
const upload = graphql(`
  mutation SubmittedUpload($input: UploadMaterialInput!) {
    uploadMaterial(input: $input) {
      __typename
      ... on UploadMaterialSuccess {
        material {
          id
          kind
        }
      }
    }
  }
`);
const submitMaterials = graphql(`
  mutation SubmittedMaterials($input: SubmitMaterialsInput!) {
    submitMaterials(input: $input) {
      __typename
    }
  }
`);
const sendCode = graphql(`
  mutation SubmittedSendCode($input: SendEmailCodeInput!) {
    sendEmailCode(input: $input) {
      __typename
    }
  }
`);
const submitCode = graphql(`
  mutation SubmittedCode($input: SubmitEmailCodeInput!) {
    submitEmailCode(input: $input) {
      __typename
    }
  }
`);
const readVersion = graphql(`
  query SubmittedVersion($id: ID!) {
    verification(id: $id) {
      status
      version
    }
  }
`);

/** How a verification comes about. */
export interface Submission {
  /** TAX_NUMBER without it: the quickest. */
  readonly method?: Method;
  /** SILVER without it. */
  readonly stage?: string;
  readonly identity?: IdentityInput;
  /** Somebody who is signed in; without it, a fresh buyer. */
  readonly buyer?: TestClient;
  /** The fresh buyer's address. */
  readonly email?: string;
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

const wholesaler: IdentityInput = { wholesaler: { companyName: 'Bea Trading GmbH', productCategories: 'Tools' } };

/** Brings a buyer to a submitted verification through the public door. Throws when a step is refused. */
export async function submitVerification(
  server: TestServer,
  submission: Submission = {},
): Promise<SubmittedVerification> {
  const { method = 'TAX_NUMBER', stage = 'SILVER', identity = wholesaler } = submission;
  const { email = `${randomUUID()}@buyer.example` } = submission;
  const buyer = submission.buyer ?? (await server.signIn('BUYER', { email }));
  const { beginVerification: begun } = await buyer.data(begin, { identity: { identity }, begin: { stage, method } });
  if (begun.__typename !== 'BeginVerificationSuccess') throw new Error(`not begun: ${begun.__typename}`);
  const { id, member } = begun.verification;
  const kinds = 'requirements' in begun.verification ? begun.verification.requirements : [];
  const materials = [];
  for (const { requirement } of kinds) materials.push(await handIn(buyer, id, requirement.kind));
  const outcome = await submit[method](server, buyer, id);
  const { verification } = await buyer.data(readVersion, { id });
  if (verification?.status !== 'SUBMITTED') throw new Error(`not submitted: ${outcome}`);
  return { buyer, email, memberId: member.id, id, version: verification.version, materials };
}

type Submit = (server: TestServer, buyer: TestClient, id: string) => Promise<string>;

const submit: Readonly<Record<Method, Submit>> = {
  async TAX_NUMBER(_server, buyer, id) {
    const input = { verification: id, country: 'DE', taxNumber: 'DE136695976' };
    return (await buyer.data(submitTaxNumber, { input })).submitTaxNumber.__typename;
  },
  async MATERIALS(_server, buyer, id) {
    return (await buyer.data(submitMaterials, { input: { verification: id } })).submitMaterials.__typename;
  },
  async EMAIL(server, buyer, id) {
    const email = `office@${randomUUID()}.example`;
    const sent = await buyer.data(sendCode, { input: { verification: id, email } });
    if (sent.sendEmailCode.__typename !== 'SendEmailCodeSuccess') return sent.sendEmailCode.__typename;
    const mail = await server.mails.waitFor(email, /code/i);
    const code = /\b\d{8}\b/.exec(mail.text)?.[0] ?? '';
    return (await buyer.data(submitCode, { input: { verification: id, code } })).submitEmailCode.__typename;
  },
};

async function handIn(buyer: TestClient, verification: string, kind: MaterialKind) {
  const file = await picture(`${kind.toLowerCase()}.png`);
  const { data, errors } = await buyer.upload(upload, { input: { verification, kind, file: null } }, file);
  if (data?.uploadMaterial.__typename !== 'UploadMaterialSuccess') {
    throw new Error(`not uploaded: ${JSON.stringify(errors ?? data)}`);
  }
  return data.uploadMaterial.material;
}

/** A real PNG. */
async function picture(name: string): Promise<TestFile> {
  const image = sharp({ create: { width: 40, height: 30, channels: 3, background: '#2b5' } });
  return { name, type: 'image/png', content: new Uint8Array(await image.png().toBuffer()) };
}
