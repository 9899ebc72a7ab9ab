import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Tongue } from './names.ts';

const { resolve } = createRequire(import.meta.url);

/** The type in which a page is set. */
export type Face = 'sans' | 'serif' | 'mono';

const latin = { sans: 'noto-sans', serif: 'noto-serif', mono: 'roboto-mono' } as const;
const family = { sans: 'Noto Sans', serif: 'Noto Serif', mono: 'Roboto Mono' } as const;

/** A whole page around a body, with the fonts of @fontsource. */
export function pageFrame(face: Face, tongue: Tongue, style: string, body: string): string {
  const chinese = face === 'serif' ? 'noto-serif-sc' : 'noto-sans-sc';
  const fonts = tongue === 'zh' ? [latin[face], chinese] : [latin[face]];
  const sheets = fonts.flatMap((font) => [400, 700].map((weight) => sheetOf(font, weight)));
  const names =
    tongue === 'zh'
      ? `'${family[face]}', '${face === 'serif' ? 'Noto Serif SC' : 'Noto Sans SC'}'`
      : `'${family[face]}'`;
  return `<!doctype html><html lang="${tongue}"><meta charset="utf-8">${sheets.join('')}
<style>*{box-sizing:border-box}body{margin:0;padding:32px;font:14px/1.5 ${names};color:#222;background:#fff}
table{border-collapse:collapse;width:100%}td,th{padding:5px 8px;text-align:left;border-bottom:1px solid #ddd}
.r{text-align:right}.row{display:flex;justify-content:space-between;gap:24px}${style}</style><body>${body}</body></html>`;
}

function sheetOf(font: string, weight: number): string {
  const folder = dirname(resolve(`@fontsource/${font}/package.json`));
  return `<link rel="stylesheet" href="${pathToFileURL(`${folder}/${weight}.css`).href}">`;
}
