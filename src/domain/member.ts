import type { Identity } from './identity.ts';

/** Somebody who signed in, or whose order was recorded before it did. */
export interface Member {
  readonly id: string;
  /** The `sub` of its tokens. */
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly identity: Identity | null;
  /** Set when a membership was revoked: only orders recorded since then unlock. */
  readonly spendCountsSince: Date | null;
  readonly createdAt: Date;
  /** Set when all that identified it was destroyed. */
  readonly erasedAt: Date | null;
}
