import type { Plant } from './plant.ts';

/** Bugs in what is mailed. */
export const mailPlants: readonly Plant[] = [
  {
    name: 'decision-mail-not-ordered',
    says: 'a decision is committed, and nobody is mailed',
    rule: 'mails-go-out-once',
    edits: [
      {
        file: 'application/decide.js',
        find: "await orderMail(session, { mail: 'VERIFICATION_REVIEWED', verificationId: id });",
        replace: '',
      },
    ],
  },
  {
    name: 'mail-sent-twice',
    says: 'a mail goes out again under another Message-ID',
    rule: 'mails-go-out-once',
    edits: [
      {
        file: 'jobs/send-mail.js',
        find: 'await mailer.send({ ...mail, messageId: `${id}@${domain}` }, signal);',
        replace: `
          await mailer.send({ ...mail, messageId: \`\${id}@\${domain}\` }, signal);
          await mailer.send({ ...mail, messageId: \`again-\${id}@\${domain}\` }, signal);`,
      },
    ],
  },
];
