import { type Html, html } from './html.ts';
import { automaticMailNote, type MailBlock, type MailContent } from './mail-content.ts';
import { darkMode, style } from './mail-style.ts';
import type { Phrase } from './phrase.ts';
import { phraseAsText } from './render-text.ts';

/** The whole mail as one HTML document: no tables, no images, no scripts, nothing loaded from anywhere. */
export function renderHtml({ marketplace, subject, blocks }: MailContent): string {
  return html`<!doctype html>
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>${phraseAsText(subject)}</title>
        <style>
          ${darkMode}
        </style>
      </head>
      <body class="mail-page" style="${style.page}">
        <div role="article" lang="en" dir="ltr" style="${style.column}">
          <p class="mail-quiet" style="${style.sender}"><bdi>${marketplace}</bdi></p>
          <div class="mail-card" style="${style.card}">
            <h1 style="${style.title}">${phraseAsHtml(subject)}</h1>
            ${blocks.map(blockAsHtml)}
          </div>
          <p class="mail-quiet" style="${style.note}">${phraseAsHtml(automaticMailNote(marketplace))}</p>
        </div>
      </body>
    </html> `.markup;
}

function phraseAsHtml({ parts }: Phrase): Html {
  return html`${parts.map(({ text, isValue, isStrong }) => {
    const isolated = isValue ? html`<bdi>${text}</bdi>` : html`${text}`;
    return isStrong ? html`<strong>${isolated}</strong>` : isolated;
  })}`;
}

function blockAsHtml(block: MailBlock): Html {
  switch (block.kind) {
    case 'paragraph':
      return html`<p style="${style.paragraph}">${phraseAsHtml(block.says)}</p>`;
    case 'heading':
      return html`<h2 style="${style.heading}">${phraseAsHtml(block.says)}</h2>`;
    case 'list':
      return html`<ul style="${style.list}">
        ${block.items.map((item) => html`<li style="${style.item}">${phraseAsHtml(item)}</li>`)}
      </ul>`;
    case 'steps':
      return html`<ol style="${style.list}">
        ${block.steps.map(
          (lines) =>
            html`<li style="${style.step}">
              ${lines.map((line) => html`<p style="${style.stepLine}">${phraseAsHtml(line)}</p>`)}
            </li>`,
        )}
      </ol>`;
    case 'code':
      return html`<p class="mail-code" style="${style.code}">${block.code}</p>`;
    case 'callToAction':
      return html`<p style="${style.action}">
        <a class="mail-button" href="${block.link}" style="${style.button}">${block.label}</a>
      </p>`;
  }
  return block satisfies never;
}
