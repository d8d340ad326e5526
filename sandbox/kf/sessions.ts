import type { Clock } from '../clock';
import type { Json } from '../reading';
import type { KfSettings } from '../settings';
import type { KfAccount } from './accounts';
import { DAYS_2, type KfCustomer } from './customers';

/** 0 new, 1 smart assistant, 2 waiting pool, 3 human, 4 ended or not started. */
export type State = 0 | 1 | 2 | 3 | 4;

/** One line of the chat, as both ends see it. */
export interface KfLine {
  msgid: string;
  at: number;
  from: 'customer' | 'agent' | 'api' | 'notice';
  /** notice: welcome, pool, human or closing. */
  occasion: string | null;
  servicer: string | null;
  kind: string;
  content: Json;
  media: { mediaId: string; url: string } | null;
  recalled: boolean;
}

/** The one conversation of an account and a customer. */
export interface KfSession {
  account: KfAccount;
  customer: KfCustomer;
  state: State;
  servicer: string | null;
  /** Whose it was last; stays when the session ends. */
  lastServicer: string | null;
  /** Everybody who had it: they see the chat and can take it back by writing. */
  former: Set<string>;
  /** Counts changes of the state; a code holds for one stretch. */
  stretch: number;
  startedAt: number;
  wroteAt: number;
  /** send_msg since the customer's last message. */
  sent: number;
  welcomedAt: number;
  cardAt: number;
  /** The agent who turned the customer's messages off. */
  rejectedBy: string | null;
  lines: KfLine[];
}

export interface KfSessions {
  /** The conversation as it is now: 48 h end it without an event. */
  of(account: KfAccount, customer: KfCustomer): KfSession;
  list(): KfSession[];
  endsAt(session: KfSession): number;
  move(session: KfSession, state: State, servicer?: string): void;
  reset(): void;
}

export function createKfSessions(clock: Clock, settings: () => KfSettings): KfSessions {
  const sessions = new Map<string, KfSession>();
  const endsAt = ({ startedAt, wroteAt }: KfSession) => (settings().sessionEnds === 'afterStart' ? startedAt : Math.max(startedAt, wroteAt)) + DAYS_2;

  function move(session: KfSession, state: State, servicer?: string): void {
    if (session.state === 4) session.startedAt = clock.now();
    if (session.state !== state) session.stretch += 1;
    session.state = state;
    session.servicer = state === 3 ? (servicer ?? null) : null;
    if (session.servicer === null) return;
    session.lastServicer = session.servicer;
    session.former.add(session.servicer);
  }

  function settled(session: KfSession): KfSession {
    if (session.state !== 4 && clock.now() >= endsAt(session)) move(session, 4);
    return session;
  }

  return {
    of(account, customer) {
      const key = `${account.openKfId} ${customer.externalUserid}`;
      const known = sessions.get(key);
      if (known) return settled(known);
      const session: KfSession = {
        account, customer, state: 4, servicer: null, lastServicer: null, former: new Set(), stretch: 0, startedAt: -Infinity, wroteAt: -Infinity,
        sent: 0, welcomedAt: -Infinity, cardAt: -Infinity, rejectedBy: null, lines: [],
      };
      sessions.set(key, session);
      return session;
    },
    list: () => [...sessions.values()].map(settled),
    endsAt,
    move,
    reset: () => sessions.clear(),
  };
}
