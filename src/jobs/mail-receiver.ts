import type { Deps } from '../application/deps.ts';
import { findMembers } from '../database/stores/member-store.ts';
import type { Member } from '../domain/member.ts';
import type { OutgoingMail } from '../mail/mailer.ts';

/** A mail that was written, but not yet identified. */
export type Mail = Omit<OutgoingMail, 'messageId'>;

/** What every mail to a member begins and ends with. */
export interface Shared {
  readonly memberName: string | undefined;
  readonly marketplace: string;
  readonly link: string | undefined;
}

/** A member as the receiver of a mail; undefined when it has no address. */
export async function addressed(
  deps: Deps,
  memberId: string,
): Promise<{ readonly member: Member; readonly to: string; readonly shared: Shared } | undefined> {
  const [member] = await findMembers(deps.database.session(), [memberId]);
  if (!member?.email) return undefined;
  const { name: marketplace, memberCenterUrl } = deps.policy.marketplace;
  const shared = { memberName: member.name ?? undefined, marketplace, link: memberCenterUrl ?? undefined };
  return { member, to: member.email, shared };
}
