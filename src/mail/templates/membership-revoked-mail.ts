import { greeting, paragraph, type RenderedMail } from '../mail-content.ts';
import { say, strong } from '../phrase.ts';
import { renderMail } from '../render-mail.ts';

/** A supervisor ended a membership. */
export interface MembershipRevoked {
  readonly memberName?: string | undefined;
  readonly marketplace: string;
  /** The display name of the membership level from now on. */
  readonly level?: string | undefined;
  /** In words that are meant for the member. */
  readonly reason?: string | undefined;
}

/** Tells the member that the membership has ended, why if that may be said, and where to turn to. */
export function membershipRevokedMail(mail: MembershipRevoked): RenderedMail {
  const { memberName, marketplace, level, reason } = mail;
  return renderMail({
    marketplace,
    subject: say`Your membership at ${marketplace} has changed`,
    blocks: [
      greeting(memberName),
      paragraph(say`The stages that you had unlocked at ${marketplace} have been closed.`),
      ...(level === undefined ? [] : [paragraph(say`Your membership level is now ${strong(level)}.`)]),
      ...(reason === undefined ? [] : [paragraph(say`${strong(say`The reason:`)} ${reason}`)]),
      paragraph(say`Does this look like a mistake to you? Then please write to the ${marketplace} team.`),
    ],
  });
}
