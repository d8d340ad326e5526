/** The conversation before or after the one shown, as the lists stand; round at the ends. */
export function stepConversation(ids: readonly string[], shown: string | undefined, by: 1 | -1): string | undefined {
  if (ids.length === 0) return undefined;
  const at = shown === undefined ? -1 : ids.indexOf(shown);
  if (at === -1) return by === 1 ? ids[0] : ids.at(-1);
  return ids[(at + by + ids.length) % ids.length];
}
