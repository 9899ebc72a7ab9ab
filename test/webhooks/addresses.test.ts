import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressJudge } from '../../src/webhooks/address-judge.ts';

const judge = createAddressJudge([]);

const octet = fc.integer({ min: 0, max: 255 });
const ipv4 = (...first: readonly number[]) =>
  fc.tuple(...Array.from({ length: 4 - first.length }, () => octet)).map((rest) => [...first, ...rest].join('.'));
/** The last 32 bits of an IPv6 address, as hexadecimal groups. */
const asGroups = (address: string) => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
};

const privateV4 = fc.oneof(
  ipv4(0),
  ipv4(10),
  ipv4(127),
  fc.integer({ min: 64, max: 127 }).chain((second) => ipv4(100, second)),
  ipv4(169, 254),
  fc.integer({ min: 16, max: 31 }).chain((second) => ipv4(172, second)),
  ipv4(192, 168),
  ipv4(192, 0, 0),
  ipv4(192, 0, 2),
  ipv4(198, 18),
  ipv4(198, 51, 100),
  ipv4(203, 0, 113),
  fc.integer({ min: 224, max: 255 }).chain((first) => ipv4(first)),
);

describe('webhooks are never sent', () => {
  it('to private, loopback, link-local, shared, reserved or multicast IPv4 addresses', () => {
    fc.assert(fc.property(privateV4, (address) => expect(judge.mayReach(address)).toBe(false)));
  });

  it('to these addresses as IPv6 has them: mapped, compatible, by NAT64, by 6to4', () => {
    fc.assert(
      fc.property(privateV4, (address) => {
        const groups = asGroups(address);
        const spellings = [
          `::ffff:${address}`,
          `::ffff:${groups}`,
          `::${address}`,
          `::ffff:0:${groups}`,
          `64:ff9b::${groups}`,
          `64:ff9b:1::${groups}`,
          `2002:${groups}::1`,
        ];
        expect(spellings.filter((spelling) => judge.mayReach(spelling))).toEqual([]);
      }),
    );
  });

  it.each([
    ['the metadata service of most clouds', '169.254.169.254'],
    ['that of Azure’s hosts', '168.63.129.16'],
    ['that of Azure’s hosts, mapped', '::ffff:168.63.129.16'],
    ['that of Alibaba Cloud', '100.100.100.200'],
    ['that of AWS by IPv6', 'fd00:ec2::254'],
    ['that of Oracle Cloud', '192.0.0.192'],
    ['loopback', '::1'],
    ['nothing in particular', '::'],
    ['unique local', 'fd12:3456:789a::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['documentation', '2001:db8::1'],
    ['discard', '100::1'],
    ['what is not given out yet', '4000::1'],
    ['a name', 'localhost'],
    ['nothing', ''],
    ['nonsense', '1.2.3.4.5'],
  ])('to %s: %s', (_what, address) => {
    expect(judge.mayReach(address)).toBe(false);
    expect(judge.isAllowed(address)).toBe(false);
  });
});

describe('webhooks are sent', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '::ffff:8.8.8.8',
    '2606:4700:4700::1111',
    '2a00:1450:4001:82a::200e',
  ])('to a public address: %s', (address) => {
    expect(judge.mayReach(address)).toBe(true);
    expect(judge.isAllowed(address)).toBe(false);
  });

  it('to what the operator allows, and to nothing beside it', () => {
    const allowing = createAddressJudge(['10.20.0.0/16', 'fd12:3456:789a::/48', '::ffff:192.168.7.0/120']);
    const allowed = ['10.20.0.1', '10.20.255.255', '::ffff:10.20.3.4', 'fd12:3456:789a::5', '192.168.7.9'];
    const beside = ['10.21.0.1', '10.19.255.255', 'fd12:3456:789b::5', '192.168.8.9', '127.0.0.1', '::1'];
    expect(allowed.filter((address) => !allowing.mayReach(address) || !allowing.isAllowed(address))).toEqual([]);
    expect(beside.filter((address) => allowing.mayReach(address) || allowing.isAllowed(address))).toEqual([]);
    expect(allowing.mayReach('8.8.8.8')).toBe(true);
    expect([judge.allowsAny, allowing.allowsAny]).toEqual([false, true]);
  });
});
