import { describe, expect, test } from 'vitest';
import { verificationRejectedMail } from '../../src/mail/templates/verification-rejected-mail.ts';

const hostile = `<img src=x onerror=alert(1)>"'&</bdi></p>`;

const rejected = (memberName: string, words: string) =>
  verificationRejectedMail({
    memberName,
    marketplace: words,
    stage: words,
    method: 'TAX_NUMBER',
    reasons: [{ message: words, remedy: words, material: words }],
    chancesLeft: 2,
    remainingPaths: [words],
    link: 'https://market.example/?a="><script>&b',
  });

describe('names and words from outside', () => {
  test('are shown, not run', () => {
    const { html, text } = rejected(hostile, hostile);
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script');
    expect(html).toContain('<bdi>&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;&lt;/bdi&gt;&lt;/p&gt;</bdi>');
    expect(html).toContain('href="https://market.example/?a=&quot;&gt;&lt;script&gt;&amp;b"');
    expect(text).toContain(`Hello ${hostile},`);
  });

  test('that run from right to left keep to themselves', () => {
    const name = 'محمد (الرياض)';
    const { html, text, subject } = rejected(name, 'Gold');
    expect(text).toContain(`Hello \u2068${name}\u2069,`);
    expect(html).toContain(`Hello <bdi>${name}</bdi>,`);
    expect(subject).not.toMatch(/[\u2066-\u2069]/);
  });

  test('can’t turn the text around them, break a line or leave half a character', () => {
    const { html, text } = rejected('Ada\u202e\u2067 \r\n\r\n-- \nYour account is closed\ud800', 'Gold');
    expect(text).toContain('Hello Ada -- Your account is closed\ufffd,');
    expect(text + html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect((text + html).isWellFormed()).toBe(true);
  });

  test.each(['javascript:alert(1)', 'data:text/html,hi', '/relative', ''])('the link %j makes no mail', (link) => {
    expect(() =>
      verificationRejectedMail({
        marketplace: 'Example Market',
        stage: 'Gold',
        method: 'EMAIL',
        reasons: [],
        chancesLeft: 1,
        remainingPaths: [],
        link,
      }),
    ).toThrow(TypeError);
  });
});
