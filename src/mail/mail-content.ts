import { type Phrase, say } from './phrase.ts';

/** A building block of a mail. Each one is rendered as plain text and as HTML. */
export type MailBlock =
  | { readonly kind: 'paragraph'; readonly says: Phrase }
  | { readonly kind: 'heading'; readonly says: Phrase }
  | { readonly kind: 'list'; readonly items: readonly Phrase[] }
  /** Numbered; each step is a few lines. */
  | { readonly kind: 'steps'; readonly steps: readonly (readonly Phrase[])[] }
  /** Digits to copy. */
  | { readonly kind: 'code'; readonly code: string }
  /** The one thing to click. http and https only. */
  | { readonly kind: 'callToAction'; readonly label: string; readonly link: string };

/** What a mail says, written once. */
export interface MailContent {
  /** The marketplace in whose name the mail speaks. */
  readonly marketplace: string;
  readonly subject: Phrase;
  readonly blocks: readonly MailBlock[];
}

/** A mail ready for OutgoingMail: the same facts twice. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One paragraph. */
export const paragraph = (says: Phrase): MailBlock => ({ kind: 'paragraph', says });

/** A heading within a mail. */
export const heading = (says: Phrase): MailBlock => ({ kind: 'heading', says });

/** A heading and its list, or nothing at all when the list is empty. */
export function listUnder(title: Phrase, items: readonly Phrase[]): readonly MailBlock[] {
  return items.length === 0 ? [] : [heading(title), { kind: 'list', items }];
}

/** A button, or nothing when there is no link. */
export function callToAction(label: string, link: string | undefined): readonly MailBlock[] {
  return link === undefined ? [] : [{ kind: 'callToAction', label, link }];
}

/** The greeting that opens a mail, with the member's name where it is known. */
export function greeting(memberName: string | undefined): MailBlock {
  return paragraph(memberName === undefined || memberName.trim() === '' ? say`Hello,` : say`Hello ${memberName},`);
}

/** The line that closes every mail. */
export function automaticMailNote(marketplace: string): Phrase {
  return say`${marketplace} sent this mail automatically.`;
}
