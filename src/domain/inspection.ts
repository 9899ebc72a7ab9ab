/** Where the inspection of a file stands: PENDING → INSPECTED or REFUSED. */
export const inspectionStates = ['PENDING', 'INSPECTED', 'REFUSED'] as const;

/** Where one stands. */
export type InspectionState = (typeof inspectionStates)[number];

/** Why a file can be refused. */
export const inspectionRefusalCodes = [
  'PASSWORD_PROTECTED',
  'CONTAINS_SCRIPT',
  'CONTAINS_FILES',
  'TOO_MANY_PAGES',
  'TOO_MANY_PIXELS',
  'TOO_COSTLY',
  'UNREADABLE',
  'MALWARE',
] as const;

/** One reason for a refusal. */
export type InspectionRefusalCode = (typeof inspectionRefusalCodes)[number];

/** What can make a page hard to read; a reviewer may ask for another copy because of it. */
export const inspectionWarningCodes = ['TOO_DARK', 'TOO_SMALL', 'BLURRED', 'BLANK'] as const;

/** One such thing. */
export type InspectionWarningCode = (typeof inspectionWarningCodes)[number];

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
