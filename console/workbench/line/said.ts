import type { Message } from '../../../shared/message';

/** What was said in one conversation, as far as it is known here: all from `from` (not included) up to `to`. */
export interface Said {
  readonly from: number;
  readonly to: number;
  /** By number, without gaps. An own answer may stand above `to` for the moment until the line has told it, too. */
  readonly messages: readonly Message[];
}

const none: Said = { from: 0, to: 0, messages: [] };
export const saidAfter = (seq: number): Said => ({ ...none, from: seq, to: seq });

function merged(messages: readonly Message[], others: readonly Message[]): readonly Message[] {
  const bySeq = new Map([...messages, ...others].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

/** What the line told next; undefined: words in between are missing, ask again from `to`. */
export function withNext(said: Said, { after, seq, messages }: { after: number; seq: number; messages: readonly Message[] }): Said | undefined {
  if (after > said.to) return undefined;
  return { ...said, to: Math.max(said.to, seq), messages: merged(said.messages, messages) };
}

/** Messages that are otherwise now. What was not known stays unknown: it would leave a gap. */
export function withChanged(said: Said, messages: readonly Message[]): Said {
  const known = messages.filter(({ seq }) => seq > said.from && seq <= said.to);
  return known.length === 0 ? said : { ...said, messages: merged(said.messages, known) };
}

/** What was read back: everything after `after` and up to what was the beginning. */
export function withEarlier(said: Said, after: number, messages: readonly Message[]): Said {
  return after >= said.from ? said : { ...said, from: after, messages: merged(messages.filter(({ seq }) => seq > after && seq <= said.from), said.messages) };
}

/** An own answer as the server has stored it. Where the line was quicker, what it told is newer. */
export function withOwn(said: Said, message: Message): Said {
  const isKnown = message.seq <= said.from || said.messages.some(({ seq }) => seq === message.seq);
  return isKnown ? said : { ...said, messages: merged(said.messages, [message]) };
}
