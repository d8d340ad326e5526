/** WeChat takes texts up to so many bytes on this road; a longer one goes out in several, each of which costs one of the allowance. */
const partBytes = 2_000;

/** About how many platform messages a text becomes; the server cuts at words, so it may be one more. */
export const messageParts = (text: string): number => Math.max(1, Math.ceil(new TextEncoder().encode(text).length / partBytes));
