import type { MaterialKind } from './material.ts';

/** What each kind of material is called on a page and in a sentence (seed step 5). */
export const materialLabels: Readonly<Record<MaterialKind, string>> = {
  STORE_BACKEND_SCREENSHOT: 'Screenshot of your store background',
  STORE_FLOW_STATEMENT: 'Statement of your store flow',
  STORE_PHOTO: 'Photo of your store',
  BUSINESS_LICENSE: 'Business license',
  BANK_STATEMENT: 'Bank statement',
  SOCIAL_MEDIA_SCREENSHOT: 'Screenshot of your social media homepage',
};
