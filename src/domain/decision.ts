import type { Fact, MaterialKind } from './material.ts';
import type { Method } from './method.ts';

/** How a verification can end by review. */
export const outcomes = ['APPROVED', 'REJECTED'] as const;

/** How one verification ended by review. */
export type Outcome = (typeof outcomes)[number];

/** What a buyer can do about a reason. */
export const remedies = {
  UPLOAD_CLEARER_COPY: 'Hand in a clearer copy: sharp, well lit, and large enough to read every line.',
  UPLOAD_COMPLETE_COPY: 'Hand in the whole page, so that what is asked for can be seen on it.',
  UPLOAD_RECENT_COPY: 'Hand in a more recent one.',
  UPLOAD_LONGER_STATEMENT: 'Hand in a statement that covers a longer time.',
  UPLOAD_REQUIRED_KIND: 'Hand in a file of the kind that is asked for.',
  UPLOAD_WITHOUT_PASSWORD: 'Save the file without its password and hand it in again.',
  UPLOAD_PLAIN_COPY: 'Print the file to a new PDF, or take a screenshot or photo of it, and hand that in.',
  UPLOAD_FEWER_PAGES: 'Hand in only the pages that show what is asked for, or several smaller files.',
  UPLOAD_OWN_ORIGINAL: 'Hand in the original of your own business, just as it was issued.',
  CORRECT_INFORMATION: 'Correct your information, or hand in what agrees with it.',
  CHOOSE_ANOTHER_IDENTITY: 'Choose the identity that describes your business and start again.',
  CORRECT_TAX_NUMBER: 'Check the number on your tax certificate and hand in the right one.',
  USE_BUSINESS_EMAIL: "Use an address of your business's own domain.",
  CHOOSE_ANOTHER_PATH: 'Try another way to unlock this stage, or come back when you reach what it asks for.',
} as const;

/** One remedy. */
export type Remedy = keyof typeof remedies;

/** A reason with which a verification can be rejected, and where it fits. */
export interface ReasonRule {
  /** What the buyer reads. */
  readonly message: string;
  readonly remedy: Remedy;
  readonly methods: readonly Method[];
  /** Fits only a material that must show this fact. */
  readonly fact?: Fact;
  /** Fits only these kinds of material. */
  readonly kinds?: readonly MaterialKind[];
  /** Is about one material, whatever its kind. */
  readonly anyMaterial?: true;
}

const aboutFact = (fact: Fact, message: string, remedy: Remedy): ReasonRule => ({
  message,
  remedy,
  methods: ['MATERIALS'],
  fact,
});

const aboutMaterial = (message: string, remedy: Remedy): ReasonRule => ({
  message,
  remedy,
  methods: ['MATERIALS'],
  anyMaterial: true,
});

const aboutMethod = (methods: readonly Method[], message: string, remedy: Remedy): ReasonRule => ({
  message,
  remedy,
  methods,
});

/** Every reason for a rejection, in the order in which reviewers see them. */
export const reasonRules = {
  STORE_NAME_MISSING: aboutFact('STORE_NAME', "We could not see your store's name.", 'UPLOAD_COMPLETE_COPY'),
  STORE_NAME_MISMATCH: aboutFact(
    'STORE_NAME',
    "The store's name differs from the one that you gave.",
    'CORRECT_INFORMATION',
  ),
  ORDER_INFORMATION_MISSING: aboutFact('ORDER_INFORMATION', 'We could not see any orders.', 'UPLOAD_COMPLETE_COPY'),
  STATEMENT_PERIOD_MISSING: aboutFact(
    'STATEMENT_PERIOD',
    'We could not see which time the statement covers.',
    'UPLOAD_COMPLETE_COPY',
  ),
  STATEMENT_PERIOD_TOO_SHORT: aboutFact(
    'STATEMENT_PERIOD',
    'The statement covers too short a time.',
    'UPLOAD_LONGER_STATEMENT',
  ),
  STATEMENT_PERIOD_OUTDATED: aboutFact('STATEMENT_PERIOD', 'The statement is too old.', 'UPLOAD_RECENT_COPY'),
  STATEMENT_AMOUNT_MISSING: aboutFact('STATEMENT_AMOUNT', 'We could not see the amount.', 'UPLOAD_COMPLETE_COPY'),
  STATEMENT_AMOUNT_TOO_LOW: aboutFact(
    'STATEMENT_AMOUNT',
    'The amount is below what this stage asks for.',
    'CHOOSE_ANOTHER_PATH',
  ),
  ENTITY_NAME_MISSING: aboutFact('ENTITY_NAME', "We could not see the legal entity's name.", 'UPLOAD_COMPLETE_COPY'),
  ENTITY_NAME_MISMATCH: aboutFact(
    'ENTITY_NAME',
    "The legal entity's name differs from the one that you gave.",
    'CORRECT_INFORMATION',
  ),
  COMPANY_NAME_MISSING: aboutFact('COMPANY_NAME', "We could not see the company's name.", 'UPLOAD_COMPLETE_COPY'),
  COMPANY_NAME_MISMATCH: aboutFact(
    'COMPANY_NAME',
    "The company's name differs from the one that you gave.",
    'CORRECT_INFORMATION',
  ),
  BUSINESS_LICENSE_EXPIRED: {
    message: 'The business license has run out.',
    remedy: 'UPLOAD_RECENT_COPY',
    methods: ['MATERIALS'],
    kinds: ['BUSINESS_LICENSE'],
  },
  ACCOUNT_MISSING: aboutFact('ACCOUNT', 'We could not see the account.', 'UPLOAD_COMPLETE_COPY'),
  ACCOUNT_MISMATCH: aboutFact('ACCOUNT', 'The account differs from the one that you gave.', 'CORRECT_INFORMATION'),
  FOLLOWER_COUNT_MISSING: aboutFact(
    'FOLLOWER_COUNT',
    'We could not see how many follow the account.',
    'UPLOAD_COMPLETE_COPY',
  ),
  FOLLOWER_COUNT_TOO_LOW: aboutFact(
    'FOLLOWER_COUNT',
    'Fewer follow the account than this stage asks for.',
    'CHOOSE_ANOTHER_PATH',
  ),
  MATERIAL_UNREADABLE: aboutMaterial(
    'The file is too blurred, too dark or too small to be read.',
    'UPLOAD_CLEARER_COPY',
  ),
  MATERIAL_INCOMPLETE: aboutMaterial('Part of the page is cut off or missing.', 'UPLOAD_COMPLETE_COPY'),
  MATERIAL_OF_ANOTHER_KIND: aboutMaterial('The file is not what was asked for here.', 'UPLOAD_REQUIRED_KIND'),
  MATERIAL_PASSWORD_PROTECTED: aboutMaterial(
    'The file needs a password, so we could not open it.',
    'UPLOAD_WITHOUT_PASSWORD',
  ),
  MATERIAL_ALTERED: aboutMaterial('The file seems to have been changed after it was issued.', 'UPLOAD_OWN_ORIGINAL'),
  MATERIAL_OF_ANOTHER_BUSINESS: aboutMaterial('The file belongs to another business.', 'UPLOAD_OWN_ORIGINAL'),
  TAX_NUMBER_NOT_FOUND: aboutMethod(
    ['TAX_NUMBER'],
    "We could not find this number in the country's register.",
    'CORRECT_TAX_NUMBER',
  ),
  TAX_NUMBER_OF_ANOTHER_BUSINESS: aboutMethod(
    ['TAX_NUMBER'],
    'This number belongs to another business.',
    'CORRECT_TAX_NUMBER',
  ),
  TAX_NUMBER_INACTIVE: aboutMethod(['TAX_NUMBER'], 'This number is no longer active.', 'CORRECT_TAX_NUMBER'),
  EMAIL_DOMAIN_MISMATCH: aboutMethod(
    ['EMAIL'],
    "The address's domain does not belong to the business that you named.",
    'USE_BUSINESS_EMAIL',
  ),
  EMAIL_DOMAIN_NOT_A_BUSINESS: aboutMethod(
    ['EMAIL'],
    "We found no business behind the address's domain.",
    'USE_BUSINESS_EMAIL',
  ),
  IDENTITY_TYPE_UNSUITABLE: aboutMethod(
    ['MATERIALS', 'TAX_NUMBER', 'EMAIL'],
    'The identity that you chose does not describe your business.',
    'CHOOSE_ANOTHER_IDENTITY',
  ),
  INFORMATION_INCORRECT: aboutMethod(
    ['MATERIALS', 'TAX_NUMBER', 'EMAIL'],
    'Something in your information is wrong or missing.',
    'CORRECT_INFORMATION',
  ),
} as const satisfies Record<string, ReasonRule>;

/** One reason for a rejection. */
export type ReasonCode = keyof typeof reasonRules;

/** Every code, in the order in which reviewers see them. */
export const reasonCodes: readonly ReasonCode[] = Object.keys(reasonRules).filter(isReasonCode);

function isReasonCode(code: string): code is ReasonCode {
  return code in reasonRules;
}
