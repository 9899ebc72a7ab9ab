import type { Act } from '../history/act.ts';
import { verificationFields } from './answers.ts';

/** An operation: the field of its root type, and the document that asks for it. */
export interface Operation {
  readonly field: string;
  readonly document: string;
}

function mutation(field: string, success: string): Operation {
  const name = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  const document = `
    mutation Torture${name}($input: ${name}Input!) {
      ${field}(input: $input) {
        __typename
        ... on ${name}Success { ${success} }
      }
    }
  `;
  return { field, document };
}

/** The same, with what a refusal shows. */
function withRefusal({ field, document }: Operation, refusal: string): Operation {
  return { field, document: document.replace('__typename\n', `__typename\n        ${refusal}\n`) };
}

const shown = `verification { ${verificationFields} }`;
const changed = `... on VerificationChanged { current { ${verificationFields} } }`;
const counted = 'order { id amount { amount } refunded { amount } recordedAt }';

/** What each act sends. */
export const operations: Readonly<Record<Act['do'], Operation>> = {
  READ: {
    field: 'viewer',
    document: `
      query TortureOwnPage {
        viewer {
          id
          membership { level { code } stages { code } }
          chances { method used }
          verifications(first: 20) { nodes { ${verificationFields} } }
        }
      }
    `,
  },
  READ_QUEUE: {
    field: 'reviewQueue',
    document: `query TortureQueue { reviewQueue(first: 20) { nodes { ${verificationFields} } } }`,
  },
  DECLARE: mutation('declareIdentity', 'member { id }'),
  BEGIN: withRefusal(mutation('beginVerification', shown), `... on VerificationAlreadyOpen { ${shown} }`),
  UPLOAD: mutation('uploadMaterial', 'material { id }'),
  SUBMIT: mutation('submitTaxNumber', shown),
  SEND_CODE: mutation('sendEmailCode', shown),
  GUESS: mutation('submitEmailCode', shown),
  WITHDRAW: mutation('withdrawVerification', shown),
  CLAIM: mutation('claimVerification', shown),
  RELEASE: mutation('releaseVerification', shown),
  DECIDE: withRefusal(mutation('approveVerification', shown), changed),
  RECORD: mutation('recordOrder', `${counted} alreadyRecorded unlocked { code }`),
  REFUND: mutation('refundOrder', `${counted} alreadyRecorded`),
  RESTORE: mutation('restoreChances', 'member { id }'),
  REVOKE: mutation('revokeMembership', 'member { id }'),
};

/** Materials are handed in by a mutation of their own. */
export const submitMaterials = mutation('submitMaterials', shown);

/** Rejections have a mutation of their own. */
export const rejectVerification = withRefusal(mutation('rejectVerification', shown), changed);
