/** Everybody has an address of his own, as a proxy in front of the server names it. */
export const addressOf = (one: number): string => `10.0.${one >> 8}.${one & 255}`;
