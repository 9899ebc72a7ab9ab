/** A table whose rows tell of a member, as they are given to it. */
export interface MemberTable {
  readonly table: string;
  /** Which rows `t` are of the member `$1`. */
  readonly isOf: string;
  /** Columns that are left out: keys, places of files, and what stands sealed in another. */
  readonly without?: readonly string[];
  /** What only staff may see. */
  readonly staffOnly?: readonly string[];
}

const ofVerification = 't.verification_id in (select id from verification where member_id = $1)';
const ofMaterial = 't.material_id in (select id from material where member_id = $1)';

/** Every table that holds something of a member: what an export holds. A test looks that none of the database is missing. */
export const memberTables: readonly MemberTable[] = [
  { table: 'member', isOf: 't.id = $1' },
  { table: 'verification', isOf: 't.member_id = $1', staffOnly: ['claimed_by', 'claimed_until'] },
  { table: 'material', isOf: 't.member_id = $1', without: ['storage_key'] },
  { table: 'material_page', isOf: ofMaterial, without: ['image_key', 'thumbnail_key'] },
  { table: 'material_text', isOf: ofMaterial },
  { table: 'material_reading', isOf: ofMaterial },
  { table: 'email_code', isOf: ofVerification, without: ['salt', 'hash'] },
  { table: 'decision', isOf: ofVerification, staffOnly: ['note', 'decided_by'] },
  { table: 'decision_reason', isOf: ofVerification, staffOnly: ['note'] },
  { table: 'review', isOf: ofVerification, staffOnly: ['notes', 'reviewer_id'] },
  { table: 'recheck', isOf: ofVerification, staffOnly: ['note', 'checked_by'] },
  { table: 'chance', isOf: 't.member_id = $1' },
  { table: 'stage_unlock', isOf: 't.member_id = $1' },
  { table: 'membership_change', isOf: 't.member_id = $1' },
  { table: 'market_order', isOf: 't.member_id = $1' },
  { table: 'refund', isOf: 't.order_id in (select id from market_order where member_id = $1)' },
  { table: 'event', isOf: 't.member_id = $1' },
  {
    table: 'audit_entry',
    isOf: '(t.member_id = $1 or t.actor_id = $1)',
    // Who looked at it, and why, is the house's own.
    staffOnly: ['actor_id', 'actor_subject', 'reason'],
  },
];

/** Tables that name a member and are not given to it, and why. */
export const notGivenToMembers: Readonly<Record<string, string>> = {
  member_key: 'the key that all the rest is opened with',
  material_print: 'hashes that copies are found by, which tell nothing without the operator’s key',
  material_resemblance: 'that a material resembles one of somebody else, which is for reviewers',
  forgotten_event: 'a place in the log of events',
  webhook_delivery: 'what a service was told, by ids alone; its event is given',
  webhook_attempt: 'how often a service was told',
  idempotency_key: 'answers that were given before, for a day; what they tell is given',
};
