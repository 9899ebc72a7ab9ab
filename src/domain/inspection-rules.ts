import type { Remedy } from './decision.ts';
import type { InspectionRefusalCode, InspectionWarningCode } from './inspection.ts';

interface Finding {
  /** What the buyer reads. */
  readonly message: string;
  readonly remedy: Remedy;
}

/** What a refusal means, and what to do about it. */
export const refusalRules: Readonly<Record<InspectionRefusalCode, Finding>> = {
  PASSWORD_PROTECTED: { message: 'The file needs a password to be opened.', remedy: 'UPLOAD_WITHOUT_PASSWORD' },
  CONTAINS_SCRIPT: {
    message: 'The file contains a program that would run when it is opened.',
    remedy: 'UPLOAD_PLAIN_COPY',
  },
  CONTAINS_FILES: { message: 'The file has other files embedded in it.', remedy: 'UPLOAD_PLAIN_COPY' },
  TOO_MANY_PAGES: { message: 'The file has more pages than can be handed in at once.', remedy: 'UPLOAD_FEWER_PAGES' },
  TOO_MANY_PIXELS: { message: 'A picture in it has more pixels than can be shown.', remedy: 'UPLOAD_PLAIN_COPY' },
  TOO_COSTLY: { message: 'It takes too long, or too much memory, to show the file.', remedy: 'UPLOAD_PLAIN_COPY' },
  UNREADABLE: { message: 'The file is damaged and cannot be shown.', remedy: 'UPLOAD_PLAIN_COPY' },
  MALWARE: { message: 'The file contains malicious software.', remedy: 'UPLOAD_PLAIN_COPY' },
};

/** What a warning means, and what to do about it. */
export const warningRules: Readonly<Record<InspectionWarningCode, Finding>> = {
  TOO_DARK: { message: 'The picture is too dark.', remedy: 'UPLOAD_CLEARER_COPY' },
  TOO_SMALL: { message: 'The picture has too few pixels to be read.', remedy: 'UPLOAD_CLEARER_COPY' },
  BLURRED: { message: 'The picture is out of focus.', remedy: 'UPLOAD_CLEARER_COPY' },
  BLANK: { message: 'There is nothing on it.', remedy: 'UPLOAD_COMPLETE_COPY' },
};
