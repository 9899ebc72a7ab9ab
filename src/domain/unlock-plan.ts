/** What can still be to do on the way to a stage. */
export const stepCodes = [
  'DECLARE_IDENTITY',
  'BEGIN_VERIFICATION',
  'UPLOAD_MATERIAL',
  'SUBMIT_MATERIALS',
  'SUBMIT_TAX_NUMBER',
  'SEND_EMAIL_CODE',
  'SUBMIT_EMAIL_CODE',
  'AWAIT_REVIEW',
] as const;

/** One thing to do. */
export type StepCode = (typeof stepCodes)[number];

/** What can stand in the way of a path. */
export const blockerCodes = [
  'STAGE_UNLOCKED',
  'CHANCES_EXHAUSTED',
  'OPEN_TOWARDS_ANOTHER_STAGE',
  'NO_PATH_LEFT',
] as const;

/** One thing in the way. */
export type BlockerCode = (typeof blockerCodes)[number];
