/** Words for the region an address belongs to; undefined for one of no region, such as a private one. The address is asked about and kept nowhere. */
export type RegionOf = (address: string) => string | undefined;
