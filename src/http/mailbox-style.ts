/** The mailbox's one style sheet: light and dark, from 320 px up. */
export const mailboxStyle = `
:root {
  color-scheme: light dark;
  --page: #f4f6f8; --card: #fff; --line: #dde2e8; --text: #1b2430; --quiet: #55616f; --link: #1d4ed8; --hover: #eef3fb;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #12161c; --card: #1c222b; --line: #343d4a; --text: #e7ebf0; --quiet: #a9b5c4; --link: #9dbdff; --hover: #252d39; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 820px; margin: 0 auto; padding: 32px 16px 64px; }
h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; }
h2 { margin: 32px 0 8px; font-size: 15px; display: flex; justify-content: space-between; gap: 16px; }
h2 a { font-weight: 400; }
a { color: var(--link); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.lead, .empty { margin: 0 0 24px; color: var(--quiet); }
.empty { padding: 48px 16px; border: 1px dashed var(--line); border-radius: 12px; text-align: center; }
.back { display: inline-block; padding: 4px 0; text-decoration: none; }
.back::before { content: '← '; }
.mails { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: 1fr auto; gap: 2px 16px; padding: 14px 18px; color: inherit; text-decoration: none; }
.mails a:hover { background: var(--hover); }
.mails a:focus-visible { outline-offset: -3px; }
.subject { grid-column: 1 / -1; font-weight: 600; }
.to, time { color: var(--quiet); font-size: 14px; }
time { font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin: 16px 0 0; font-size: 14px; }
dt { color: var(--quiet); }
dd { margin: 0; }
dd time { color: inherit; white-space: normal; }
iframe { display: block; width: 100%; height: min(75vh, 720px); border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
pre { margin: 0; padding: 18px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; font: 14px/1.6 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; }
@media (max-width: 520px) {
  main { padding-top: 20px; }
  h1 { font-size: 22px; }
  .mails a { grid-template-columns: 1fr; padding: 12px 14px; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 8px; }
}
`;
