import { isIP } from 'node:net';
import IP2Region from 'ip2region';
import type { RegionOf } from './region';

const HOME = '中国';

/** Looks regions up in the data that come with the package; asks nobody. They are unpacked for the first address. */
export function openOfflineRegions(): RegionOf {
  let known: IP2Region | undefined;
  return (address) => {
    known ??= new IP2Region();
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
    const found = isIP(plain) === 0 ? null : known.search(plain);
    // Addresses of no country: private ones, this machine's, reserved ones.
    return found === null || found.country === '' ? undefined : wordRegion(found);
  };
}

/** At home the province and city, elsewhere the country first; a city that says its province says it alone. */
function wordRegion({ country, province, city }: { country: string; province: string; city: string }): string {
  const parts = country === HOME && province !== '' ? [province, city] : [country, province, city];
  return parts.filter((part, i) => part !== '' && !parts.slice(i + 1).some((later) => later.startsWith(part))).join(' ');
}
