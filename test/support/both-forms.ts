import type { ArrivedMail } from './mail-sink.ts';

/** A mail's text, and its HTML as a reader sees it: without the markup that isolates values and escapes signs. */
export function bothForms({ text, html }: ArrivedMail): readonly [string, string] {
  const seen = html.replaceAll(/<style>.*?<\/style>|<[^>]+>/gs, '').replaceAll('&#39;', "'");
  return [text, seen.replaceAll(/\s+/g, ' ')];
}
