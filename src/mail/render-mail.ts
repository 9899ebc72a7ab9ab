import type { MailContent, RenderedMail } from './mail-content.ts';
import { renderHtml } from './render-html.ts';
import { phraseAsText, renderText } from './render-text.ts';

/**
 * Renders one content as subject, plain text and HTML, so that the two can't say different things.
 * Throws TypeError when a link is neither http nor https.
 */
export function renderMail(content: MailContent): RenderedMail {
  for (const block of content.blocks) {
    if (block.kind === 'callToAction' && !/^https?:$/.test(URL.parse(block.link)?.protocol ?? '')) {
      throw new TypeError('A link in a mail must be an absolute http or https URL');
    }
  }
  return { subject: phraseAsText(content.subject), text: renderText(content), html: renderHtml(content) };
}
