import type { Role } from '../domain/actor.ts';

/** Somebody whom the development issuer can sign in. */
export interface SamplePerson {
  /** What `npm run token -- --as` and the sign-in menu call this person. */
  readonly key: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** What this person shows in the sample data. */
  readonly about: string;
}

const person = (key: string, name: string, role: Role, about: string): SamplePerson => ({
  key,
  subject: `sample|${key}`,
  name,
  email: `${key}@${role === 'BUYER' ? 'sample-buyers.example' : 'sample-market.example'}`,
  roles: [role],
  about,
});

/** Who can be signed in outside production. The sample data tells their stories. */
export const samplePeople: readonly SamplePerson[] = [
  person('reviewer', 'Rosa Reviewer', 'REVIEWER', 'Decides what is submitted.'),
  person('second-reviewer', 'Ravi Reviewer', 'REVIEWER', 'Holds the verification of Grace Good.'),
  person('supervisor', 'Sina Supervisor', 'SUPERVISOR', 'Restores chances and revokes memberships.'),
  person('buyer', 'Bea Buyer', 'BUYER', 'Just arrived: nothing declared yet.'),
  person('olive', 'Olive Online', 'BUYER', 'An online retailer whose two materials await review.'),
  person('walter', 'Walter Wholesale', 'BUYER', 'A wholesaler whose tax number awaits review, overdue.'),
  person('grace', 'Grace Good', 'BUYER', 'Buys for a school; her confirmed email address is under review.'),
  person('ines', 'Inés Influencer', 'BUYER', 'Was rejected: one screenshot to hand in again.'),
  person('manu', 'Manu Factory', 'BUYER', 'A manufacturer, approved by materials: Silver.'),
  person('otto', 'Otto Orders', 'BUYER', 'Unlocked Gold by spending, without any verification.'),
  person('service', 'Order service', 'SERVICE', 'Records orders and refunds.'),
  person('operator', 'Oda Operator', 'OPERATOR', 'Sees what failed in the background and has it tried again.'),
];

/** The sample person of a key, or else the first of a role; undefined when there is none. */
export function findSamplePerson(wanted: { readonly key?: string; readonly role?: string }): SamplePerson | undefined {
  if (wanted.key !== undefined) return samplePeople.find((one) => one.key === wanted.key);
  const role = wanted.role?.toUpperCase();
  return samplePeople.find((one) => one.roles.some((has) => has === role));
}
