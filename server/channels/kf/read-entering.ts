import type { ReadTicket } from '../channel';
import type { Tickets } from '../ticket';

/**
 * By which button somebody came. `scene` was put into the link when it was made, so it is always there; the ticket in
 * `sceneParam` names the visitor as well, and its entry counts only when genuine. It was seen to come back percent-encoded.
 */
export function readEntering(scene: string, sceneParam: string, tickets: Tickets, at: number): ReadTicket {
  const read = spellings(sceneParam).map((text) => tickets.read(text, at));
  const genuine = read.find((ticket) => ticket.genuine);
  if (genuine !== undefined) return genuine;
  return [tickets.read(scene, at), ...read].flatMap(({ entry }) => (entry === undefined ? [] : [{ entry, genuine: false }]))[0] ?? { genuine: false };
}

/** As it came, and decoded once and twice: whose encoding was left in it is not known. */
function spellings(text: string): readonly string[] {
  const once = decoded(text);
  return [...new Set([text, once, decoded(once)])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
