/** Where a verification can stand. */
export const verificationStatuses = ['DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'WITHDRAWN'] as const;

/** Where one verification stands. */
export type VerificationStatus = (typeof verificationStatuses)[number];

/** Every step that a verification may take; whatever is not listed is refused. */
const transitions: Readonly<Record<VerificationStatus, readonly VerificationStatus[]>> = {
  DRAFT: ['SUBMITTED', 'WITHDRAWN'],
  SUBMITTED: ['APPROVED', 'REJECTED', 'WITHDRAWN'],
  APPROVED: [],
  REJECTED: [],
  WITHDRAWN: [],
};

/** Whether a verification may go from one status to another. */
export function canBecome(from: VerificationStatus, to: VerificationStatus): boolean {
  return transitions[from].includes(to);
}

/** Whether a verification still goes on: a member has at most one such per method. */
export function isOpen(status: VerificationStatus): boolean {
  return transitions[status].length > 0;
}
