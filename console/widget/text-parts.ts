/** A piece of a text: words as they are, or an address that can be opened. */
export type TextPart = { readonly text: string } | { readonly text: string; readonly link: string };

/** Up to a blank, a quote, a bracket or a Chinese sign, none of which belongs to an address people type. */
const address = /https?:\/\/[^\s<>"'`，。；：！？、（）《》「」【】“”‘’]+/gi;
/** Signs that end the sentence rather than the address. */
const trailing = /[.,;:!?)\]}]+$/;

const linkOf = (text: string): string | undefined => {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
};

/** An opening bracket inside means that the closing one belongs to the address. */
const cut = (found: string): string => {
  const end = trailing.exec(found)?.[0] ?? '';
  const keeps = end.startsWith(')') && found.includes('(') ? 1 : 0;
  return found.slice(0, found.length - end.length + keeps);
};

/** Text with its web addresses told apart; nothing but http and https ever becomes a link. */
export const textParts = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const shown = cut(match[0]);
    const link = linkOf(shown);
    if (link === undefined) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: shown, link });
    from = match.index + shown.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
};
