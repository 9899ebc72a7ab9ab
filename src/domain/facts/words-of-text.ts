import type { MaterialText } from '../inspection.ts';
import { tidyWord, type ReadWord } from './read-word.ts';

/** The words of a PDF's text: each piece is cut at its spaces, and its width shared out by letters. */
export function wordsOfText({ page, items }: Pick<MaterialText, 'page' | 'items'>): ReadWord[] {
  return items.flatMap(({ text, left, top, width, height }) =>
    [...text.matchAll(/\S+/gu)].map((match): ReadWord => {
      const letter = width / text.length;
      return {
        text: tidyWord(match[0]),
        page,
        left: left + match.index * letter,
        top,
        width: match[0].length * letter,
        height,
        middle: top + height / 2,
        turn: 0,
        confidence: 100,
      };
    }),
  );
}
