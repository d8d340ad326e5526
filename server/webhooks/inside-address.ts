import { isIPv6 } from 'node:net';
import * as ipaddr from 'ipaddr.js';

/** Azure answers its machines at this address, which looks like any other on the internet. */
const MACHINE_SERVICES = new Set(['168.63.129.16']);
/** All that is given out to hosts on the internet; the rest of IPv6 leads nowhere or back inside. */
const PUBLIC_V6 = /^[23]/;

/**
 * Whether an IP address leads to this machine or its network (loopback, private, link-local with the clouds' metadata services,
 * and whatever else is not an address on the internet), also when written as IPv6. What is no address counts as inside.
 */
export function isInside(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  // An IPv4 address inside an IPv6 one is judged as what it is.
  const plain = ipaddr.process(address);
  const text = plain.toString();
  return plain.range() !== 'unicast' || MACHINE_SERVICES.has(text) || (isIPv6(text) && !PUBLIC_V6.test(text));
}
