import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressJudge } from '../../src/webhooks/address-judge.ts';
import { checkEndpointUrl } from '../../src/webhooks/check-endpoint-url.ts';

const strict = createAddressJudge([]);
const allowing = createAddressJudge(['10.0.0.0/8']);

describe('an endpoint’s address is refused when', () => {
  it.each([
    ['it is none', 'shop.example/hook', 'MALFORMED'],
    ['it is empty', '', 'MALFORMED'],
    ['it has no host', 'https:///', 'MALFORMED'],
    ['it has a blank', 'https://shop.example/a b', 'MALFORMED'],
    ['it has a line break, which the parser would drop', 'https://shop.exa\nmple/', 'MALFORMED'],
    ['it has a backslash, which the parser would turn', 'https:\\\\shop.example', 'MALFORMED'],
    ['it is too long', `https://shop.example/${'x'.repeat(2000)}`, 'TOO_LONG'],
    ['it gets too long when it is written out', `https://shop.example/${'ü'.repeat(1000)}`, 'TOO_LONG'],
    ['it is http', 'http://shop.example/hook', 'NOT_HTTPS'],
    ['it is something else', 'ftp://shop.example/hook', 'NOT_HTTPS'],
    ['it is a file', 'file://shop.example/etc/passwd', 'NOT_HTTPS'],
    ['it has a name and a password', 'https://me:secret@shop.example/', 'HAS_CREDENTIALS'],
    ['it has a name', 'https://me@shop.example/', 'HAS_CREDENTIALS'],
    ['it has a fragment', 'https://shop.example/#here', 'HAS_FRAGMENT'],
    ['it is loopback', 'https://127.0.0.1/', 'ADDRESS_NOT_PUBLIC'],
    ['it is loopback as one number', 'https://2130706433/', 'ADDRESS_NOT_PUBLIC'],
    ['it is loopback in hexadecimal', 'https://0x7f.1/', 'ADDRESS_NOT_PUBLIC'],
    ['it is loopback in octal', 'https://0177.0.0.01/', 'ADDRESS_NOT_PUBLIC'],
    ['it is loopback with a dot at its end', 'https://127.0.0.1./', 'ADDRESS_NOT_PUBLIC'],
    ['it is loopback in wide digits', 'https://１２７.0.0.1/', 'ADDRESS_NOT_PUBLIC'],
    ['it is loopback by IPv6', 'https://[::1]/', 'ADDRESS_NOT_PUBLIC'],
    ['it is loopback, mapped', 'https://[::ffff:127.0.0.1]/', 'ADDRESS_NOT_PUBLIC'],
    ['it is the metadata service by NAT64', 'https://[64:ff9b::a9fe:a9fe]/', 'ADDRESS_NOT_PUBLIC'],
    ['it is private', 'https://10.1.2.3:8443/hook', 'ADDRESS_NOT_PUBLIC'],
  ])('%s: %s', (_why, url, refusal) => {
    expect(checkEndpointUrl(url, strict)).toEqual({ refusal });
  });

  it('http leads to an address that the operator did not allow', () => {
    expect(checkEndpointUrl('http://8.8.8.8/', allowing)).toEqual({ refusal: 'NOT_HTTPS' });
    expect(checkEndpointUrl('http://192.168.0.1/', allowing)).toEqual({ refusal: 'ADDRESS_NOT_PUBLIC' });
  });
});

describe('an endpoint’s address is kept as it will be called when', () => {
  it.each([
    ['https://shop.example/hook?token=1', 'https://shop.example/hook?token=1'],
    ['https://Shop.Example', 'https://shop.example/'],
    ['https://bücher.example:8443/hook', 'https://xn--bcher-kva.example:8443/hook'],
    ['https://8.8.8.8/hook', 'https://8.8.8.8/hook'],
    ['https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
    // A name is judged by what it resolves to, whenever something is sent.
    ['https://localhost/hook', 'https://localhost/hook'],
  ])('%s', (url, kept) => {
    expect(checkEndpointUrl(url, strict)).toEqual({ url: kept });
  });

  it('http leads to an address that the operator allowed, or a name may lead there', () => {
    expect(checkEndpointUrl('http://10.1.2.3/hook', allowing)).toEqual({ url: 'http://10.1.2.3/hook' });
    expect(checkEndpointUrl('http://orders.internal/hook', allowing)).toEqual({ url: 'http://orders.internal/hook' });
  });
});

it('whatever is given, what is kept is https, without a name, password or fragment, and passes again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()), (text) => {
      const checked = checkEndpointUrl(text, strict);
      if (!('url' in checked)) return;
      const { protocol, username, password, hash } = new URL(checked.url);
      expect([protocol, username, password, hash]).toEqual(['https:', '', '', '']);
      expect(checkEndpointUrl(checked.url, strict)).toEqual(checked);
    }),
  );
});
