import { paragraph, type RenderedMail } from '../mail-content.ts';
import { say, strong } from '../phrase.ts';
import { renderMail } from '../render-mail.ts';

/**
 * The code that proves who reads a business mailbox. It names nobody: the address may belong to a stranger,
 * and a member must not be able to send them words of their own.
 */
export function emailCodeMail(mail: { code: string; minutesValid: number; marketplace: string }): RenderedMail {
  const { code, minutesValid, marketplace } = mail;
  const minutes = minutesValid === 1 ? say`1 minute` : say`${minutesValid} minutes`;
  return renderMail({
    marketplace,
    subject: say`Your code for ${marketplace}`,
    blocks: [
      paragraph(say`Hello,`),
      paragraph(say`Enter this code on the page where you asked for it, to confirm your business email address:`),
      { kind: 'code', code },
      paragraph(say`It works once, within ${strong(minutes)}.`),
      paragraph(say`Every code that is checked uses one of your chances, so please enter it with care.`),
      paragraph(say`You did not ask for a code? Then please ignore this mail, and pass the code on to nobody.`),
    ],
  });
}
