/** What a mail can be about. */
export type MailKind = 'SUBMITTED' | 'APPROVED' | 'REJECTED' | 'UNLOCKED_BY_SPEND' | 'RESTORED' | 'REVOKED' | 'CODE';

/** How the subject of each kind of mail reads; the stage's name is its code in other letters. */
export const mailSubjects: readonly (readonly [MailKind, RegExp])[] = [
  ['SUBMITTED', /^We received .+ for (?<stage>\w+)$/],
  ['APPROVED', /^You have unlocked (?<stage>\w+)$/],
  ['REJECTED', /^Your verification for (?<stage>\w+) is not approved( yet)?$/],
  ['UNLOCKED_BY_SPEND', /^Your orders have unlocked (?<stage>\w+)$/],
  ['RESTORED', /^You have new chances at /],
  ['REVOKED', /^Your membership at .+ has changed$/],
  ['CODE', /^Your code for /],
];
