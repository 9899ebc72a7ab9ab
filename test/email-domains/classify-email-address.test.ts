import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyEmailAddress } from '../../src/email-domains/classify-email-address.ts';
import { EmailDomainPolicyError } from '../../src/email-domains/compile-domain-policy.ts';
import type { EmailDomainPolicy } from '../../src/email-domains/compile-domain-policy.ts';

const STRICT: EmailDomainPolicy = { refuseFree: true, refuseDisposable: true, alsoRefuse: [], alwaysAccept: [] };

function kindAt(domain: string, policy: Partial<EmailDomainPolicy> = {}): string {
  return classifyEmailAddress(`buyer@${domain}`, { ...STRICT, ...policy }).kind;
}

describe('a business address', () => {
  it.each([
    ['Anna.Berg@Example-Trading.COM', 'anna.berg@example-trading.com', 'example-trading.com'],
    ['  einkauf@bücher-groß.de ', 'einkauf@xn--bcher-gro-o1a42a.de', 'xn--bcher-gro-o1a42a.de'],
    ['caigou@例子.中国', 'caigou@xn--fsqu00a.xn--fiqs8s', 'xn--fsqu00a.xn--fiqs8s'],
    ['orders@shop.co.uk.', 'orders@shop.co.uk', 'shop.co.uk'],
    ['r&d+eu@obrien.ie', 'r&d+eu@obrien.ie', 'obrien.ie'],
    ["sean.o'brien@obrien.ie", "sean.o'brien@obrien.ie", 'obrien.ie'],
    ['a@x.museum', 'a@x.museum', 'x.museum'],
    [`${'a'.repeat(64)}@example.shop`, `${'a'.repeat(64)}@example.shop`, 'example.shop'],
  ])('%j has one spelling', (typed, address, domain) => {
    expect(classifyEmailAddress(typed, STRICT)).toEqual({ kind: 'BUSINESS', address, domain });
  });

  it.each(
    [
      'siemens.com samsung.com walmart.com amazon.com ikea.com bosch.com tata.com petrobras.com.br pemex.com codelco.cl',
      'gazprom.ru allegro.pl mol.hu emirates.com safaricom.co.ke shoprite.co.za woolworths.com.au lotte.co.kr tsmc.com',
      'huawei.com xiaomi.com jd.com carrefour.com aldi.de zalando.de tesco.com mercadona.es bol.com migros.ch coop.ch',
      'flipkart.com lazada.com vingroup.net jollibee.com.ph cpall.co.th mail-boxes.example outlooktravel.com yahooo.shop',
      'alibaba.com bt.com discovery.com nus.edu.sg aver.com singpost.com test.de parrot.com',
      'bodega.com.ar firma.msk.ru kiosk.net.ua toko.web.id trading.za.com',
    ].flatMap((line) => line.split(' ')),
  )('at %s is not refused', (domain) => {
    expect(kindAt(domain)).toBe('BUSINESS');
  });
});

describe('a mailbox that is open to everybody', () => {
  it.each(
    [
      'gmail.com googlemail.com yahoo.com yahoo.co.jp yahoo.pl ymail.com hotmail.com hotmail.com.tr outlook.com live.com',
      'live.se msn.com icloud.com me.com aol.com proton.me protonmail.com tutanota.com gmx.de gmx.ch web.de t-online.de',
      'mail.ru yandex.ru yandex.kz ukr.net wp.pl op.pl seznam.cz abv.bg libero.it orange.fr free.fr uol.com.br naver.com',
      'kakao.com qq.com vip.qq.com foxmail.com 163.com 126.com 139.com sina.com sohu.com rediffmail.com zoho.com',
      'fastmail.com mail.com engineer.com comcast.net btinternet.com bigpond.com docomo.ne.jp',
    ].flatMap((line) => line.split(' ')),
  )('at %s is FREE', (domain) => {
    expect(kindAt(domain)).toBe('FREE');
  });

  it('is taken where the operator does not mind', () => {
    expect(kindAt('gmail.com', { refuseFree: false })).toBe('BUSINESS');
    expect(kindAt('mailinator.com', { refuseFree: false })).toBe('DISPOSABLE');
  });
});

describe('a throw-away address', () => {
  it.each(['mailinator.com', 'guerrillamail.com', '10minutemail.com', 'yopmail.com', 'temp-mail.org', 'duck.com'])(
    'at %s is DISPOSABLE',
    (domain) => {
      expect(kindAt(domain)).toBe('DISPOSABLE');
    },
  );
});

describe('a domain below', () => {
  it('one that is refused is refused, and named as it is', () => {
    expect(classifyEmailAddress('x@a.b.Mailinator.com', STRICT)).toEqual({
      kind: 'DISPOSABLE',
      domain: 'a.b.mailinator.com',
    });
    expect(kindAt('vip.163.com')).toBe('FREE');
    expect(kindAt('eu.rival.example', { alsoRefuse: ['rival.example'] })).toBe('REFUSED');
  });

  it('is not one whose name only ends the same', () => {
    expect(kindAt('ourmailinator.com')).toBe('BUSINESS');
    expect(kindAt('mailinator.com.example')).toBe('BUSINESS');
    expect(kindAt('myrival.example', { alsoRefuse: ['rival.example'] })).toBe('BUSINESS');
  });

  it('one that is accepted is accepted, unless a longer entry refuses it', () => {
    expect(kindAt('office.gmail.com', { alwaysAccept: ['gmail.com'] })).toBe('BUSINESS');
    expect(kindAt('a.shop.example', { alwaysAccept: ['shop.example'], alsoRefuse: ['a.shop.example'] })).toBe(
      'REFUSED',
    );
    expect(kindAt('a.shop.example', { alwaysAccept: ['a.shop.example'], alsoRefuse: ['shop.example'] })).toBe(
      'BUSINESS',
    );
    expect(kindAt('shop.example', { alwaysAccept: ['shop.example'], alsoRefuse: ['shop.example'] })).toBe('BUSINESS');
  });
});

it('takes the domains that are reserved for examples for businesses, since nobody can get an address there', () => {
  expect(['example.com', 'example.net', 'acme.example.org'].map((domain) => kindAt(domain))).toEqual([
    'BUSINESS',
    'BUSINESS',
    'BUSINESS',
  ]);
});

describe("the operator's lists", () => {
  it('may be written in any case, and internationally', () => {
    expect(kindAt('xn--bcher-kva.de', { alsoRefuse: ['BÜCHER.de.'] })).toBe('REFUSED');
    expect(kindAt('bücher.de', { alsoRefuse: ['xn--bcher-kva.de'] })).toBe('REFUSED');
  });

  it.each(['', 'com', '@gmail.com', '*.gmail.com', 'gmail com', 'http://gmail.com', '127.0.0.1'])(
    'must not have %j',
    (entry) => {
      expect(() => kindAt('x.example', { alsoRefuse: [entry] })).toThrow(EmailDomainPolicyError);
      expect(() => kindAt('x.example', { alwaysAccept: [entry] })).toThrow('alwaysAccept');
    },
  );
});

describe('a malformed address', () => {
  it.each([
    ['nothing', ''],
    ['no @', 'buyer.example.com'],
    ['two @', 'a@b@example.com'],
    ['nothing before the @', '@example.com'],
    ['nothing after it', 'buyer@'],
    ['a name in front', 'Buyer <buyer@example.com>'],
    ['a quoted name', '"a b"@example.com'],
    ['a comment', 'buyer(x)@example.com'],
    ['two addresses', 'a@example.com,b@example.com'],
    ['a line break and a header', 'buyer@example.com\r\nBcc: all@example.com'],
    ['a line break at the end', 'buyer@example.com\n'],
    ['a line break before the @', 'buyer\r\n@example.com'],
    ['a null', 'buyer\0@example.com'],
    ['a tab', 'buyer@exam\tple.com'],
    ['an invisible space', 'buyer@exam\u200bple.com'],
    ['a line separator', 'buyer\u2028@example.com'],
    ['a space', 'bu yer@example.com'],
    ['a dot first', '.buyer@example.com'],
    ['a dot last', 'buyer.@example.com'],
    ['two dots', 'bu..yer@example.com'],
    ['letters outside ASCII', 'bücher@example.com'],
    ['65 characters before the @', `${'a'.repeat(65)}@example.com`],
    ['255 characters', `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example.com`],
    ['a label of 64', `buyer@${'a'.repeat(64)}.com`],
    ['one label', 'buyer@localhost'],
    ['an IP address', 'buyer@127.0.0.1'],
    ['an IP address in hexadecimal', 'buyer@0x7f.1'],
    ['an IP literal', 'buyer@[127.0.0.1]'],
    ['an underscore in the domain', 'buyer@a_b.com'],
    ['a dash first', 'buyer@-a.com'],
    ['two dots in the domain', 'buyer@a..com'],
    ['two dots after it', 'buyer@a.com..'],
    ['a path', 'buyer@example.com/gmail.com'],
    ['an escape', 'buyer@ex%61mple.com'],
    ['a port', 'buyer@example.com:25'],
    ['broken punycode', 'buyer@xn--a.com'],
  ])('with %s is refused', (_what, text) => {
    expect(classifyEmailAddress(text, STRICT)).toEqual({ kind: 'MALFORMED' });
  });
});

describe('any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.emailAddress(),
    fc.tuple(fc.string(), fc.domain()).map(([local, domain]) => `${local}@${domain}`),
    fc.stringMatching(/^[a-z.@\r\n<>" -]{0,40}$/),
  );

  it('comes back as a plain address or not at all, and that address as itself', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const first = classifyEmailAddress(typed, STRICT);
        if (first.kind !== 'BUSINESS') return;
        expect(first.address).toMatch(/^[!-~]{1,64}@[a-z0-9.-]+$/);
        expect(first.address).not.toMatch(/[<>",;:()[\]\\A-Z]/);
        expect(first.address.length).toBeLessThanOrEqual(254);
        expect(classifyEmailAddress(first.address, STRICT)).toEqual(first);
      }),
      { numRuns: 1000 },
    );
  });

  it('is judged the same in capitals', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (typed) => {
        expect(classifyEmailAddress(typed.toUpperCase(), STRICT)).toEqual(classifyEmailAddress(typed, STRICT));
      }),
    );
  });

  it('is refused below a refused domain, whatever is put before it', () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,10}$/);
    fc.assert(
      fc.property(
        fc.array(label, { maxLength: 4 }),
        fc.constantFrom('mailinator.com', 'gmail.com'),
        (labels, domain) => {
          expect(kindAt([...labels, domain].join('.'))).toMatch(/^(?:FREE|DISPOSABLE)$/);
        },
      ),
    );
  });
});
