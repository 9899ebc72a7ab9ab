import { automaticMailNote, type MailBlock, type MailContent } from './mail-content.ts';
import type { Phrase } from './phrase.ts';

// Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours: the letters that run from right to left.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** A phrase as plain text. A value with letters that run from right to left is isolated; others stay clean to copy. */
export function phraseAsText({ parts }: Phrase): string {
  return parts
    .map(({ text, isValue }) =>
      isValue && RIGHT_TO_LEFT.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_DIRECTIONAL_ISOLATE}` : text,
    )
    .join('');
}

/** The whole mail as plain text, one line a paragraph: mail programs wrap lines better than we can. */
export function renderText(content: MailContent): string {
  const blocks = content.blocks.map(blockAsText);
  return `${[...blocks, `-- \n${phraseAsText(automaticMailNote(content.marketplace))}`].join('\n\n')}\n`;
}

function blockAsText(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return phraseAsText(block.says);
    case 'heading':
      return phraseAsText(block.says);
    case 'list':
      return block.items.map((item) => `- ${phraseAsText(item)}`).join('\n');
    case 'steps':
      return block.steps.map((lines, index) => `${index + 1}. ${lines.map(phraseAsText).join('\n   ')}`).join('\n\n');
    case 'code':
      return `    ${block.code}`;
    case 'callToAction':
      return `${block.label}:\n${block.link}`;
  }
  return block satisfies never;
}
