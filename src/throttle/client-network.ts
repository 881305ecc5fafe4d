import ipaddr from 'ipaddr.js';

/** Bits of an IPv6 address that one customer of a provider usually has to himself are the ones behind these. */
const ipv6Prefix = 64;

/**
 * What a client address counts as: an IPv4 address by itself, an IPv6 address with its /64, since whoever has one
 * address of it has all of them. An IPv4 address inside an IPv6 one is that IPv4 address.
 */
export function clientNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${address.replace(/%.*$/, '')}/${ipv6Prefix}`).toString();
}
