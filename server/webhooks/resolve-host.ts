import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isInside } from './inside-address';

export interface HostAddress {
  address: string;
  family: number;
}
/** All addresses of a name; rejects when there are none. */
export type ResolveHost = (name: string) => Promise<HostAddress[]>;

export const resolveHost: ResolveHost = (name) => lookup(name, { all: true });

/** Why a connection was not made: its cause is this text. */
export const INSIDE = 'EINSIDE';

/** The address in a URL's host, without the brackets of IPv6; undefined: it is a name. */
export function literalOf(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? undefined : host;
}

/**
 * For a connection: the addresses that are connected to are those that were judged, so that a name cannot lead elsewhere
 * between the two. One address inside is enough to refuse all.
 */
export const lookupOutside = (resolve: ResolveHost): LookupFunction => (name, options, found) => {
  resolve(name).then(
    (addresses) => {
      const [first] = addresses;
      if (first === undefined || addresses.some(({ address }) => isInside(address))) {
        return found(Object.assign(new Error('the address is inside'), { code: INSIDE }), '', 0);
      }
      return options.all ? found(null, addresses) : found(null, first.address, first.family);
    },
    (error: unknown) => found(error instanceof Error ? error : new Error('no address'), '', 0),
  );
};
