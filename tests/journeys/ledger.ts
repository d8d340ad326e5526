import { agentWords } from '../../shared/agent-words';
import type { Books } from './books';
import type { Platform } from './platform';
import type { Push } from './platform-answers';
import { tagsIn } from './words';

/** What must be empty after every journey, and what was excused. Words are named by their number. */
export interface Verdict {
  /** Acknowledged by the server, on nobody's phone, and not listed by the server as unsettled or waiting. */
  lost: string[];
  /** On phones more than once. */
  doubled: string[];
  /** On the phone of somebody it was not meant for. */
  misdirected: string[];
  /** Stored more than once. */
  storedTwice: string[];
  /** Not on any phone, but listed: word → why. */
  excused: ReadonlyMap<number, string>;
  /** How many words of each side reached a phone of the other, to see that something was compared at all. */
  delivered: { visitorWords: number; agentWords: number };
}

export interface LedgerOptions {
  /** Conversations were passed on: their words were shown to each owner once. */
  passedOn?: boolean;
  /** Agent's word → openid it was meant for. */
  meantFor?: ReadonlyMap<number, string>;
}

/** The begin of the answer an agent reads when his text was taken for a visitor. */
const TAKEN = [agentWords.echo, agentWords.echoLast].map(({ zh }) => zh.slice(0, zh.indexOf('{')));

type Arrivals = Map<number, string[]>;

function note(arrivals: Arrivals, content: unknown, who: string): void {
  for (const tag of tagsIn(content)) arrivals.set(tag, [...(arrivals.get(tag) ?? []), who]);
}

/** Compares what the sandbox saw acknowledged with what its phones received and with what the server lists. */
export async function compareLedger(platform: Platform, books: Books, options: LedgerOptions = {}): Promise<Verdict> {
  const { entries } = await platform.ledger();
  const pushes = entries.filter((entry): entry is Push => entry.type === 'push' && entry.kind === 'text');
  const onAgents: Arrivals = new Map();
  const onVisitors: Arrivals = new Map();
  const accepted = new Set<number>();
  for (const userid of await platform.members()) {
    const { thread } = await platform.memberPhone(userid);
    for (const [at, line] of thread.entries()) {
      if (line.direction === 'received' && line.msgid !== null) note(onAgents, line.content, userid);
      if (line.direction === 'sent' && isTaken(thread.slice(at + 1))) for (const tag of tagsIn(line.content)) accepted.add(tag);
    }
  }
  for (const openid of await platform.visitors()) {
    for (const line of (await platform.visitorPhone(openid)).received) note(onVisitors, line.content, openid);
  }

  const verdict: Verdict = { lost: [], doubled: [], misdirected: [], storedTwice: [], excused: new Map(), delivered: { visitorWords: 0, agentWords: 0 } };
  const excused = new Map<number, string>();
  const weigh = (tag: number, owed: boolean, arrived: readonly string[], what: string): void => {
    const why = books.unsettled.get(tag) ?? books.unowned.get(tag);
    if (owed && arrived.length === 0) {
      if (why === undefined) verdict.lost.push(`${what} ${tag}`);
      else excused.set(tag, why);
    }
    const once = options.passedOn === true ? new Set(arrived).size : 1;
    if (arrived.length > once) verdict.doubled.push(`${what} ${tag} on ${arrived.join(', ')}`);
  };
  for (const { platform: from, message, state } of pushes) {
    for (const tag of tagsIn(message)) {
      if (from === 'wechat') {
        weigh(tag, state === 'acknowledged', onAgents.get(tag) ?? [], 'visitor’s word');
        if (onAgents.has(tag)) verdict.delivered.visitorWords += 1;
      } else {
        weigh(tag, accepted.has(tag), onVisitors.get(tag) ?? [], 'agent’s word');
        if (onVisitors.has(tag)) verdict.delivered.agentWords += 1;
      }
    }
  }
  for (const [tag, openid] of options.meantFor ?? []) {
    for (const other of onVisitors.get(tag) ?? []) if (other !== openid) verdict.misdirected.push(`agent’s word ${tag} on ${other}`);
  }
  for (const [tag, times] of books.stored) if (times > 1) verdict.storedTwice.push(`word ${tag}: ${times} times`);
  return { ...verdict, excused };
}

/** Whether the next thing an agent read in answer to a line said that it was taken. */
function isTaken(after: readonly { direction: string; msgid: string | null; content: unknown }[]): boolean {
  for (const { direction, msgid, content } of after) {
    if (direction === 'sent') return false;
    if (msgid === null && typeof content === 'string') return TAKEN.some((begin) => content.startsWith(begin));
  }
  return false;
}

/** What a verdict must be, whatever happened. */
export const clean = { lost: [], doubled: [], misdirected: [], storedTwice: [] };
