import ipaddr from 'ipaddr.js';

/** Says which addresses webhooks may be sent to. */
export interface AddressJudge {
  /** Whether the operator allowed any network by name. */
  readonly allowsAny: boolean;
  /** Whether the operator allowed this address by name: http will do there. */
  isAllowed(address: string): boolean;
  /** Whether it can be sent to: a public address, or one that the operator allowed. */
  mayReach(address: string): boolean;
}

type Address = ReturnType<typeof ipaddr.process>;
type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** All addresses that the internet routes to single hosts; the library's `unicast` also holds what is not given out yet. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by its range, but it is Azure's host that answers there, to whoever runs on it. */
const metadataHost = '168.63.129.16';

/**
 * Judges addresses: never private, loopback, link-local, shared (CGNAT), multicast, reserved or metadata ones, nor those
 * that hide an IPv4 address (mapped ones are judged by it, NAT64, 6to4 and Teredo are refused), unless a network that the
 * operator allowed (CIDR) has them. What is no address is refused. Throws for a network that is none.
 */
export function createAddressJudge(allowedNetworks: readonly string[]): AddressJudge {
  const networks = allowedNetworks.map(parseNetwork);
  const isAllowed = (address: Address) => networks.some((network) => isIn(address, network));
  return {
    allowsAny: networks.length > 0,
    isAllowed: (text) => judge(text, isAllowed),
    mayReach: (text) => judge(text, (address) => isAllowed(address) || isPublic(address)),
  };
}

function judge(text: string, accepts: (address: Address) => boolean): boolean {
  if (!ipaddr.isValid(text)) return false;
  return accepts(ipaddr.process(text));
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' ? address.toString() !== metadataHost : isIn(address, globalUnicast);
}

function isIn(address: Address, [network, bits]: Network): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

/** A network of mapped addresses is the network of the IPv4 addresses in them. */
function parseNetwork(text: string): Network {
  const [network, bits] = ipaddr.parseCIDR(text);
  const inner = ipaddr.process(network.toString());
  return inner.kind() === network.kind() ? [network, bits] : [inner, Math.max(bits - 96, 0)];
}
