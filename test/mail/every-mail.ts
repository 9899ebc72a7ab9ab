import type { RenderedMail } from '../../src/mail/mail-content.ts';
import { casesDueMail } from '../../src/mail/templates/cases-due-mail.ts';
import { chancesRestoredMail } from '../../src/mail/templates/chances-restored-mail.ts';
import { draftWaitingMail } from '../../src/mail/templates/draft-waiting-mail.ts';
import { emailCodeMail } from '../../src/mail/templates/email-code-mail.ts';
import { membershipRevokedMail } from '../../src/mail/templates/membership-revoked-mail.ts';
import { stageUnlockedBySpendMail } from '../../src/mail/templates/stage-unlocked-by-spend-mail.ts';
import { statementBelowStageMail } from '../../src/mail/templates/statement-below-stage-mail.ts';
import { verificationApprovedMail } from '../../src/mail/templates/verification-approved-mail.ts';
import { verificationRejectedMail } from '../../src/mail/templates/verification-rejected-mail.ts';
import { verificationSubmittedMail } from '../../src/mail/templates/verification-submitted-mail.ts';
import { webhookEndpointDisabledMail } from '../../src/mail/templates/webhook-endpoint-disabled-mail.ts';

const common = { memberName: 'Ada Lovelace', marketplace: 'Example Market' };
const link = 'https://market.example/membership';
const unlocked = {
  ...common,
  stage: 'Gold',
  level: 'Gold',
  benefits: [
    'Priority support, answered within 4 hours',
    'Samples at no charge, up to 10 a month',
    'Net 30 payment terms',
  ],
  link,
};

/** One of each mail that there is, with sample content. */
export function everyMail(): readonly { readonly name: string; readonly mail: RenderedMail }[] {
  return [
    { name: 'email code', mail: emailCodeMail({ code: '048213', minutesValid: 10, marketplace: 'Example Market' }) },
    {
      name: 'verification submitted',
      mail: verificationSubmittedMail({
        ...common,
        stage: 'Gold',
        method: 'MATERIALS',
        earliest: '2026-11-24',
        latest: '2026-11-26',
      }),
    },
    { name: 'verification approved', mail: verificationApprovedMail(unlocked) },
    {
      name: 'statement below the stage',
      mail: statementBelowStageMail({
        ...unlocked,
        stage: 'Platinum',
        required: 'USD 50,000.00 over at least 6 months',
        confirmed: { amount: 'USD 41,250.00', from: '2026-01-01', to: '2026-06-30' },
        unlocked: 'Gold',
        chancesLeft: 3,
        remainingPaths: ['Spending through orders'],
      }),
    },
    {
      name: 'statement below every stage',
      mail: statementBelowStageMail({
        ...unlocked,
        level: 'Standard',
        required: null,
        confirmed: { amount: 'USD 0.00', from: '2026-01-01', to: '2026-01-01' },
        unlocked: null,
        chancesLeft: 0,
        remainingPaths: [],
      }),
    },
    {
      name: 'verification rejected',
      mail: verificationRejectedMail({
        ...common,
        stage: 'Gold',
        method: 'MATERIALS',
        reasons: [
          {
            material: 'Bank statement',
            message: 'We could not see which time the statement covers.',
            remedy: 'Hand in the whole page, so that what is asked for can be seen on it.',
          },
          {
            material: 'Store photo',
            message: 'The file is too blurred, too dark or too small to be read.',
            remedy: 'Hand in a clearer copy: sharp, well lit, and large enough to read every line.',
          },
          {
            message: 'Something in your information is wrong or missing.',
            remedy: 'Correct your information, or hand in what agrees with it.',
          },
        ],
        chancesLeft: 3,
        remainingPaths: [
          'Verify with your tax number (5 chances left)',
          'Verify your business email (4 chances left)',
          'Reach US$5,000.00 with settled orders (US$1,240.50 to go)',
        ],
        link,
      }),
    },
    {
      name: 'verification rejected, no chances left',
      mail: verificationRejectedMail({
        ...common,
        stage: 'Gold',
        method: 'EMAIL',
        reasons: [
          {
            message: "We found no business behind the address's domain.",
            remedy: "Use an address of your business's own domain.",
          },
        ],
        chancesLeft: 0,
        remainingPaths: [],
      }),
    },
    { name: 'stage unlocked by spend', mail: stageUnlockedBySpendMail(unlocked) },
    { name: 'chances restored', mail: chancesRestoredMail({ ...common, method: 'TAX_NUMBER', chancesLeft: 5, link }) },
    {
      name: 'draft waiting',
      mail: draftWaitingMail({
        ...common,
        stage: 'Gold',
        method: 'MATERIALS',
        steps: ['Hand in: Bank statement.', 'Hand your materials in for review.'],
        link,
      }),
    },
    {
      name: 'cases due',
      mail: casesDueMail({
        marketplace: 'Example Market',
        stages: [
          { name: 'Silver', dueToday: 4, overdue: 0 },
          { name: 'Gold', dueToday: 2, overdue: 1 },
        ],
      }),
    },
    {
      name: 'membership revoked',
      mail: membershipRevokedMail({
        ...common,
        level: 'Standard',
        reason: 'Three orders were disputed and not settled.',
      }),
    },
    {
      name: 'webhook endpoint disabled',
      mail: webhookEndpointDisabledMail({
        marketplace: 'Example Market',
        endpointId: '01a20ae9-4002-7115-9edb-761da0fa9a41',
        host: 'shop.example',
        cause: 'ATTEMPTS_EXHAUSTED',
      }),
    },
  ];
}
