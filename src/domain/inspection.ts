import type { Remedy } from './decision.ts';

/** Where the inspection of a file stands: PENDING → INSPECTED or REFUSED. */
export const inspectionStates = ['PENDING', 'INSPECTED', 'REFUSED'] as const;

/** Where one stands. */
export type InspectionState = (typeof inspectionStates)[number];

interface Finding {
  /** What the buyer reads. */
  readonly message: string;
  readonly remedy: Remedy;
}

/** Why a file is refused, and what to do about it. */
export const refusalRules = {
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
} as const satisfies Readonly<Record<string, Finding>>;

/** One reason for a refusal. */
export type InspectionRefusalCode = keyof typeof refusalRules;

/** What makes a page hard to read; a reviewer may ask for another copy because of it. */
export const warningRules = {
  TOO_DARK: { message: 'The picture is too dark.', remedy: 'UPLOAD_CLEARER_COPY' },
  TOO_SMALL: { message: 'The picture has too few pixels to be read.', remedy: 'UPLOAD_CLEARER_COPY' },
  BLURRED: { message: 'The picture is out of focus.', remedy: 'UPLOAD_CLEARER_COPY' },
  BLANK: { message: 'There is nothing on it.', remedy: 'UPLOAD_COMPLETE_COPY' },
} as const satisfies Readonly<Record<string, Finding>>;

/** One such thing. */
export type InspectionWarningCode = keyof typeof warningRules;

/** A page that is hard to read. */
export interface InspectionWarning {
  readonly code: InspectionWarningCode;
  /** Counted from 1; a picture is page 1. */
  readonly page: number;
}

/** What is known of a file since it was looked at. */
export interface Inspection {
  readonly state: InspectionState;
  /** Null unless it is REFUSED. */
  readonly refusal: InspectionRefusalCode | null;
  readonly warnings: readonly InspectionWarning[];
  /** Null unless it is INSPECTED. */
  readonly pageCount: number | null;
  /** Null while it is PENDING. */
  readonly inspectedAt: Date | null;
}

/** A file that nobody has looked at yet. */
export const notInspected: Inspection = {
  state: 'PENDING',
  refusal: null,
  warnings: [],
  pageCount: null,
  inspectedAt: null,
};

/** What types the safe renderings of a page have. */
export const renderingTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** One such type. */
export type RenderingType = (typeof renderingTypes)[number];

/** One page of an inspected file, as it can be looked at safely: re-encoded, upright, without metadata. */
export interface MaterialPage {
  readonly materialId: string;
  /** Counted from 1; a picture is page 1. */
  readonly number: number;
  /** Of `image`, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of `image`; the thumbnail is always a JPEG. */
  readonly mediaType: RenderingType;
  /** Where the rendering to look at is kept; its longer side has at most 2000 pixels. */
  readonly imageKey: string;
  /** Where the small one is kept; its longer side has at most 320 pixels. */
  readonly thumbnailKey: string;
}

/** A piece of text that a PDF's page carries, and its place as shares of the page's width and height, from its upper left corner. */
export interface TextItem {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The text of one page of a PDF, in the order in which the file has it. */
export interface MaterialText {
  readonly materialId: string;
  /** Counted from 1. */
  readonly page: number;
  readonly items: readonly TextItem[];
}
