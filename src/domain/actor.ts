/** What a signed-in person or program may do. */
export const roles = ['BUYER', 'REVIEWER', 'SUPERVISOR', 'SERVICE', 'OPERATOR'] as const;

/** One role. */
export type Role = (typeof roles)[number];

/** Whoever makes a request: a member with the roles of its token, or one of the marketplace's services. */
export type Actor =
  | { readonly kind: 'PERSON'; readonly memberId: string; readonly roles: ReadonlySet<Role> }
  | { readonly kind: 'SERVICE'; readonly subject: string; readonly roles: ReadonlySet<Role> };

/** Whether the actor has one of the roles. */
export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return wanted.some((role) => actor.roles.has(role));
}

/** Whether the actor reviews: reviewers, and supervisors, who may do what reviewers do. */
export function isStaff(actor: Actor): boolean {
  return hasRole(actor, 'REVIEWER', 'SUPERVISOR');
}

/** What a verified token says of its bearer. */
export interface TokenIdentity {
  readonly subject: string;
  readonly roles: ReadonlySet<Role>;
  readonly email: string | null;
  readonly name: string | null;
  /** When the token runs out; what was granted to it ends then as well. */
  readonly expiresAt: Date;
}
