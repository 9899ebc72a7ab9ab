import type { Fact, IdentityType, Method, QueueChange, VerificationStatus } from '../generated/graphql.ts';

const IDENTITIES: Readonly<Record<IdentityType, string>> = {
  ONLINE_RETAILER: 'Online retailer',
  OFFLINE_RETAILER: 'Offline retailer',
  WHOLESALER: 'Wholesaler',
  SERVICE_PROVIDER: 'Service provider',
  MANUFACTURER: 'Manufacturer',
  INFLUENCER: 'Influencer',
  ORGANIZATION: 'Organization',
  OTHER_BUSINESS: 'Other business',
};

const METHODS: Readonly<Record<Method, string>> = {
  MATERIALS: 'Materials',
  TAX_NUMBER: 'Tax number',
  EMAIL: 'Business email',
};

const FACTS: Readonly<Record<Fact, string>> = {
  STORE_NAME: 'Store name',
  ORDER_INFORMATION: 'Orders',
  STATEMENT_PERIOD: 'Statement period',
  STATEMENT_AMOUNT: 'Statement amount',
  ENTITY_NAME: 'Legal entity',
  COMPANY_NAME: 'Company name',
  ACCOUNT: 'Account',
  FOLLOWER_COUNT: 'Followers',
};

const STATUSES: Readonly<Record<VerificationStatus, string>> = {
  DRAFT: 'Draft',
  SUBMITTED: 'Submitted',
  APPROVED: 'Approved',
  REJECTED: 'Rejected',
  WITHDRAWN: 'Withdrawn',
};

/** An identity as a page calls it; a buyer that declared none is a member. */
export const identityWord = (type: IdentityType | null | undefined) => (type ? IDENTITIES[type] : 'Member');

/** A method as a page calls it. */
export const methodWord = (method: Method) => METHODS[method];

/** A fact as a page calls it. */
export const factWord = (fact: Fact) => FACTS[fact];

/** A status as a page calls it. */
export const statusWord = (status: VerificationStatus) => STATUSES[status];

/** Whether a text from a menu is one of the identities. */
export function isIdentityType(text: string): text is IdentityType {
  return text in IDENTITIES;
}

/** Whether a text from a menu is one of the methods. */
export function isMethod(text: string): text is Method {
  return text in METHODS;
}

/** How much of the promise is left, in working days: `today`, `2 working days left`, `1 working day late`. */
export function promiseWords(workingDaysLeft: number, isOverdue: boolean): string {
  const days = Math.abs(workingDaysLeft);
  const unit = days === 1 ? 'working day' : 'working days';
  if (isOverdue) return days === 0 ? 'overdue' : `${days} ${unit} late`;
  return days === 0 ? 'due today' : `${days} ${unit} left`;
}

/** What happened in the queue, after whoever's case it is. */
export function changeWords(change: QueueChange): string {
  const words: Readonly<Record<QueueChange, string>> = {
    SUBMITTED: 'was submitted',
    CLAIMED: 'was claimed',
    AWAITS_REVIEWER: 'was decided once and awaits another reviewer',
    CLAIM_LAPSING: 'will be free again in a few minutes',
    RELEASED: 'is free again',
    DECIDED: 'was decided',
    WITHDRAWN: 'was withdrawn by its buyer',
  };
  return words[change];
}

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const INSTANT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** A day of the contract (`2026-11-26`) as `Thu 26 Nov`. */
export const dayWords = (day: string) => DAY.format(new Date(`${day}T00:00:00Z`));

/** An instant as `26 Nov, 14:05`, where the reviewer sits. */
export const instantWords = (instant: string) => INSTANT.format(new Date(instant));

/** An instant as `14:05`. */
export const clockWords = (instant: string) => CLOCK.format(new Date(instant));
