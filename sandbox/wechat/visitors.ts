import type { Clock } from '../clock';
import type { Feed } from '../feed';
import type { Ids } from '../ids';
import type { ReplyWindow } from './window';

/** One line on the visitor's phone. `notice` is what WeChat itself prints into the chat. */
export interface Line {
  id: string;
  at: number;
  direction: 'sent' | 'received' | 'notice';
  kind: string;
  content: string | Record<string, string>;
  media: { mediaId: string; url: string } | null;
}

export interface Visitor {
  openid: string;
  name: string;
  unionid: string | null;
  /** jscode2session answers 40226. */
  risky: boolean;
  /** custom/send answers 43019. */
  blocked: boolean;
  window: ReplyWindow | null;
  /** When the visitor last wrote or entered; typing needs it within 30 s. */
  lastActAt: number;
  typingUntil: number;
  /** Template id → messages it may still get. */
  permits: Map<string, number>;
  /** When code2session was asked for this visitor, for the limit per minute. */
  logins: number[];
  /** Handed over by transfer_customer_service: until this time nothing is pushed. */
  toolUntil: number;
  lines: Line[];
}

export interface Visitors {
  create(given: { name?: string; unionid?: string; risky?: boolean }): Visitor;
  find(openid: string): Visitor | undefined;
  /** The one who comes from WeChat DevTools, made at the first call. */
  devTools(): Visitor;
  list(): Visitor[];
  addLine(visitor: Visitor, line: Omit<Line, 'id' | 'at'>): Line;
  changed(visitor: Visitor): void;
  reset(): void;
}

const DEV_TOOLS = 'DevTools';

export function createVisitors(clock: Clock, ids: Ids, feed: Feed): Visitors {
  const byOpenid = new Map<string, Visitor>();
  const changed = (visitor: Visitor) => feed.publish({ type: 'visitor', who: visitor.openid });
  const create: Visitors['create'] = ({ name, unionid, risky }) => {
    const visitor: Visitor = {
      openid: ids.openid(), name: name ?? `访客 ${byOpenid.size + 1}`, unionid: unionid ?? null, risky: risky ?? false, blocked: false,
      window: null, lastActAt: -Infinity, typingUntil: -Infinity, permits: new Map(), logins: [], toolUntil: -Infinity, lines: [],
    };
    byOpenid.set(visitor.openid, visitor);
    changed(visitor);
    return visitor;
  };
  return {
    create,
    devTools: () => [...byOpenid.values()].find(({ name }) => name === DEV_TOOLS) ?? create({ name: DEV_TOOLS }),
    find: (openid) => byOpenid.get(openid),
    list: () => [...byOpenid.values()],
    addLine(visitor, line) {
      const stored = { ...line, id: ids.next('v'), at: clock.now() };
      visitor.lines.push(stored);
      changed(visitor);
      return stored;
    },
    changed,
    reset: () => byOpenid.clear(),
  };
}
