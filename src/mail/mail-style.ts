import { Html } from './html.ts';

const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif";

// Long names and links must wrap on a phone: `anywhere` where it is known, `break-word` elsewhere.
const WRAP = 'word-break:break-word;overflow-wrap:anywhere';

/** Inline styles, because several mail programs drop style sheets. Every text keeps a contrast of at least 4.5 to 1. */
export const style = {
  page: `margin:0;padding:0;background-color:#f1f3f6;color:#1b2430;font-family:${FONT};-webkit-text-size-adjust:100%`,
  column: `max-width:600px;margin:0 auto;padding:24px 16px;box-sizing:border-box;${WRAP}`,
  sender: 'margin:0 0 12px;padding:0 4px;font-size:15px;line-height:1.4;font-weight:600;color:#4a5666',
  card: 'padding:28px;background-color:#ffffff;color:#1b2430;border:1px solid #dde2e8;border-radius:12px',
  title: 'margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:700',
  heading: 'margin:24px 0 8px;font-size:17px;line-height:1.4;font-weight:700',
  paragraph: 'margin:0 0 14px;font-size:16px;line-height:1.6',
  list: 'margin:0 0 16px;padding:0 0 0 24px;font-size:16px;line-height:1.6',
  item: 'margin:0 0 6px;padding:0',
  step: 'margin:0 0 16px;padding:0',
  stepLine: 'margin:0 0 4px',
  code: `margin:20px 0;padding:16px;border-radius:8px;background-color:#eef2f7;color:#1b2430;text-align:center;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:30px;line-height:1.2;font-weight:700;letter-spacing:4px`,
  action: 'margin:24px 0 4px',
  button:
    'display:inline-block;padding:13px 22px;border-radius:8px;background-color:#1d4ed8;color:#ffffff;font-size:16px;line-height:1.25;font-weight:600;text-decoration:none',
  note: 'margin:16px 0 0;padding:0 4px;font-size:13px;line-height:1.5;color:#566274',
} as const;

/** What changes in dark mode and on narrow screens, for the mail programs that read style sheets. */
export const darkMode = new Html(`:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) { .mail-card { padding: 20px !important; } }
@media (prefers-color-scheme: dark) {
  .mail-page { background-color: #12161c !important; color: #e7ebf0 !important; }
  .mail-card { background-color: #1c222b !important; color: #e7ebf0 !important; border-color: #343d4a !important; }
  .mail-quiet { color: #a9b5c4 !important; }
  .mail-code { background-color: #2a323e !important; color: #ffffff !important; }
  .mail-button { background-color: #8fb5ff !important; color: #0b1b38 !important; }
}`);
