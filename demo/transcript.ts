import type { Writable } from 'node:stream';
import { styleText } from 'node:util';

const sides = {
  buyer: 'cyan',
  reviewer: 'magenta',
  service: 'yellow',
  server: 'dim',
  push: 'blue',
  mailbox: 'green',
} as const;

/** Who sees something. */
export type Side = keyof typeof sides;

/** What is written down while the story is played: plain text, in colours on a terminal that wants them. */
export interface Transcript {
  title(text: string): void;
  chapter(text: string): void;
  /** Somebody enters. */
  scene(text: string): void;
  /** What one side does or sees. */
  line(side: Side, text: string): void;
  /** A row of a table, under the names in the left column. */
  row(name: string, text: string): void;
  /** Words as they stand in a mail. */
  quote(text: string): void;
  success(text: string): void;
  failure(text: string): void;
}

const INDENT = 3;
const NAME_WIDTH = 18;
const SIDE_WIDTH = 10;
const LINE_WIDTH = 112;

/** Makes the transcript of one run. NO_COLOR and anything that is no terminal keep it plain. */
export function createTranscript(out: Writable): Transcript {
  const style = (format: Parameters<typeof styleText>[0], text: string) => styleText(format, text, { stream: out });
  const write = (text: string) => void out.write(`${text}\n`);
  const aligned = (label: string, width: number, text: string, colour: (label: string) => string) => {
    const left = ' '.repeat(INDENT);
    const [first = '', ...rest] = wrap(text, LINE_WIDTH - INDENT - width);
    write(`${left}${colour(label.padEnd(width))}${first}`);
    for (const line of rest) write(`${left}${' '.repeat(width)}${line}`);
  };
  let chapters = 0;

  return {
    title: (text) => write(`\n${style('bold', text)}`),
    chapter: (text) => write(`\n${style('bold', `${(chapters += 1)}  ${text}`)}`),
    scene: (text) => write(`\n   ${style('underline', text)}`),
    line: (side, text) => aligned(side, SIDE_WIDTH, text, (label) => style(sides[side], label)),
    row: (name, text) => aligned(name, NAME_WIDTH, text, (label) => label),
    quote(text) {
      for (const paragraph of text.trim().split('\n')) {
        for (const line of wrap(paragraph.trimEnd(), LINE_WIDTH - INDENT - SIDE_WIDTH - 2)) {
          write(`${' '.repeat(INDENT + SIDE_WIDTH)}${style('dim', `| ${line}`.trimEnd())}`);
        }
      }
    },
    success: (text) => write(`\n   ${style('green', text)}\n`),
    failure: (text) => write(`\n${style('red', text)}\n`),
  };
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
