import type { Inspection } from './inspection.ts';

/** The kinds of material that the seed names (step 5). */
export const materialKinds = [
  'STORE_BACKEND_SCREENSHOT',
  'STORE_FLOW_STATEMENT',
  'STORE_PHOTO',
  'BUSINESS_LICENSE',
  'BANK_STATEMENT',
  'SOCIAL_MEDIA_SCREENSHOT',
] as const;

/** One kind of material. */
export type MaterialKind = (typeof materialKinds)[number];

/** What a material must show (seed step 5). */
export const facts = [
  'STORE_NAME',
  'ORDER_INFORMATION',
  'STATEMENT_PERIOD',
  'STATEMENT_AMOUNT',
  'ENTITY_NAME',
  'COMPANY_NAME',
  'ACCOUNT',
  'FOLLOWER_COUNT',
] as const;

/** One fact. */
export type Fact = (typeof facts)[number];

/** The types of file that are accepted, recognised by their bytes. */
export const mediaTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;

/** One accepted type of file. */
export type MediaType = (typeof mediaTypes)[number];

/** Why a file is there no more: its time was over, or its member was erased. */
export const deletionCauses = ['RETENTION', 'ERASED'] as const;

/** One such cause. */
export type DeletionCause = (typeof deletionCauses)[number];

/** One file that was handed in. */
export interface Material {
  readonly id: string;
  readonly verificationId: string;
  readonly memberId: string;
  readonly kind: MaterialKind;
  /** The client's name of the file; for display only. Empty when its member was erased. */
  readonly fileName: string;
  readonly mediaType: MediaType;
  readonly bytes: number;
  readonly sha256: string;
  /** Where the bytes are in the material storage. */
  readonly storageKey: string;
  readonly uploadedAt: Date;
  /** The material of an earlier run that this one continues, because its review accepted it. */
  readonly keptFrom: string | null;
  /** Set when the file itself is there no more. */
  readonly deletedAt: Date | null;
  readonly deletedCause: DeletionCause | null;
  /** Whether it is safe to open, and what was found when it was looked at. */
  readonly inspection: Inspection;
}
