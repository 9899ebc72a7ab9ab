/** Every act that the audit trail keeps. */
export const auditActs = [
  'IDENTITY_DECLARED',
  'VERIFICATION_SUBMITTED',
  'VERIFICATION_WITHDRAWN',
  'VERIFICATION_CLAIMED',
  'VERIFICATION_RELEASED',
  'VERIFICATION_APPROVED',
  'VERIFICATION_REJECTED',
  'MATERIAL_OPENED',
  'TAX_NUMBER_READ',
  'CHANCES_RESTORED',
  'STAGE_UNLOCKED_BY_SPEND',
  'MEMBERSHIP_REVOKED',
] as const;

/** One kind of act. */
export type AuditAct = (typeof auditActs)[number];
