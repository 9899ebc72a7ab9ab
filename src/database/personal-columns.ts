import { auditReasonPlace } from './stores/audit-store.ts';
import { notePlaces } from './stores/decision-store.ts';
import { addressPlace } from './stores/email-code-store.ts';
import { textPlace } from './stores/inspection-store.ts';
import { fileNamePlace } from './stores/material-store.ts';
import { placesOf } from './stores/member-store.ts';
import { revocationPlace } from './stores/membership-store.ts';
import { readingPlace } from './stores/reading-store.ts';
import { checkNotePlace } from './stores/recheck-store.ts';
import { reviewNotesPlace } from './stores/review-store.ts';
import { verificationPlaces } from './stores/verification-store.ts';

/** A column that holds in plain what is sealed beside it now. */
export interface PersonalColumn {
  readonly table: string;
  /** What names a row `t` of the table, as text: what the place is made of. */
  readonly row: string;
  readonly plain: string;
  readonly sealed: string;
  readonly place: (row: string) => string;
  /** Which rows `t` are of the member `$1`. */
  readonly isOf: string;
  /** Its rows are only ever added: what they say is erased with the key alone. */
  readonly isAppendOnly?: boolean;
}

const member = { table: 'member', row: 't.id::text', isOf: 't.id = $1' };
const verification = { table: 'verification', row: 't.id::text', isOf: 't.member_id = $1' };
const throughVerification = 't.verification_id in (select id from verification where member_id = $1)';
const at = (column: keyof ReturnType<typeof verificationPlaces>) => (id: string) => verificationPlaces(id)[column];

/** Every column that is sealed with its member's key: the one list that sealing older rows and erasing go by. */
export const personalColumns: readonly PersonalColumn[] = [
  { ...member, plain: 'email', sealed: 'email_sealed', place: (id) => placesOf(id).email },
  { ...member, plain: 'name', sealed: 'name_sealed', place: (id) => placesOf(id).name },
  {
    ...member,
    plain: 'identity_information',
    sealed: 'information_sealed',
    place: (id) => placesOf(id).information,
  },
  { ...verification, plain: 'identity_information', sealed: 'information_sealed', place: at('information') },
  { ...verification, plain: 'email', sealed: 'email_sealed', place: at('email') },
  { ...verification, plain: 'tax_number_masked', sealed: 'tax_masked_sealed', place: at('taxMasked') },
  { ...verification, plain: 'tax_number_sealed', sealed: 'tax_sealed', place: at('tax') },
  {
    table: 'material',
    row: 't.id::text',
    plain: 'file_name',
    sealed: 'file_name_sealed',
    place: fileNamePlace,
    isOf: 't.member_id = $1',
  },
  {
    table: 'material_text',
    row: `t.material_id || ' ' || t.page`,
    plain: 'items',
    sealed: 'items_sealed',
    place: textPlace,
    isOf: 't.material_id in (select id from material where member_id = $1)',
  },
  {
    table: 'material_reading',
    row: 't.material_id::text',
    plain: 'content',
    sealed: 'content_sealed',
    place: readingPlace,
    isOf: 't.material_id in (select id from material where member_id = $1)',
  },
  {
    table: 'email_code',
    row: 't.verification_id::text',
    plain: 'email',
    sealed: 'email_sealed',
    place: addressPlace,
    isOf: throughVerification,
  },
  {
    table: 'decision',
    row: 't.verification_id::text',
    plain: 'note',
    sealed: 'note_sealed',
    place: notePlaces.decision,
    isOf: throughVerification,
    isAppendOnly: true,
  },
  {
    table: 'decision_reason',
    row: 't.id::text',
    plain: 'note',
    sealed: 'note_sealed',
    place: notePlaces.reason,
    isOf: throughVerification,
    isAppendOnly: true,
  },
  {
    table: 'review',
    row: `t.verification_id || ' ' || t.position`,
    plain: 'notes',
    sealed: 'notes_sealed',
    place: reviewNotesPlace,
    isOf: throughVerification,
    isAppendOnly: true,
  },
  {
    table: 'recheck',
    row: 't.verification_id::text',
    plain: 'note',
    sealed: 'note_sealed',
    place: checkNotePlace,
    isOf: throughVerification,
  },
  {
    table: 'membership_change',
    row: 't.id::text',
    plain: 'reason',
    sealed: 'reason_sealed',
    place: revocationPlace,
    isOf: 't.member_id = $1',
    isAppendOnly: true,
  },
  {
    table: 'audit_entry',
    row: 't.id::text',
    plain: 'reason',
    sealed: 'reason_sealed',
    place: auditReasonPlace,
    // Why somebody was erased has to outlast its key.
    isOf: `t.member_id = $1 and t.act <> 'MEMBER_ERASED' and not exists (select from audit_link where entry_id = t.id)`,
    isAppendOnly: true,
  },
];
