/** Random bytes, as `crypto.getRandomValues` fills them. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => void;

/** `count` random bytes as base64url without padding. */
export const randomText = (fill: FillRandom, count: number): string => {
  const bytes = new Uint8Array(count);
  fill(bytes);
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};
