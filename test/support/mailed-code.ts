import type { ArrivedMail } from './mail-sink.ts';

/** The code in a mail, as the buyer reads it. */
export function codeIn(mail: ArrivedMail): string {
  const [, code] = /^ *(\d{8}) *$/m.exec(mail.text) ?? [];
  if (code === undefined) throw new Error(`there is no code in: ${mail.text}`);
  return code;
}

/** A code of the same form that is not this one. */
export function wrongFor(code: string): string {
  return String((Number(code) + 1) % 10 ** 8).padStart(8, '0');
}
