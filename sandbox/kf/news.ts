import type { Clock } from '../clock';
import type { Ids } from '../ids';
import type { PushEntry } from '../ledger';
import type { Sent } from '../pusher';
import type { Fields } from '../render';
import type { KfSettings } from '../settings';
import type { WecomMessage } from '../wecom/callback';
import type { KfAccount } from './accounts';

/** A callback that was started, or will be when its gathering time is over. */
export interface Told {
  entry: PushEntry | null;
  /** Settles when the last try is over; null when the sandbox was reset before. */
  done: Promise<PushEntry | null>;
}

/** Tells the server that an account has something to sync. */
export interface KfNews {
  tell(account: KfAccount): Told;
  /** Until the function answered is called, nothing is told of this account: many items become one callback. */
  hush(account: KfAccount): () => void;
  /** Event kf_account_auth_change: the account was handed to the app or taken away. */
  tellPrivilege(account: KfAccount): Told;
  /** Whether the token came with a callback of this account within 10 minutes. */
  tokenHolds(token: string, openKfId: string): boolean;
  expireTokens(openKfId?: string): void;
  /** Drops callbacks still being gathered. */
  stop(): void;
  reset(): void;
}

export interface KfNewsParts {
  settings(): KfSettings;
  corpId(): string;
  clock: Clock;
  ids: Ids;
  callback(message: WecomMessage): Sent;
  wait(ms: number, signal: AbortSignal): Promise<unknown>;
}

const TOKEN_MS = 10 * 60_000;
export const KF_PUSH = 'event:kf_msg_or_event';

export function createKfNews({ settings, corpId, clock, ids, callback, wait }: KfNewsParts): KfNews {
  const tokens = new Map<string, { openKfId: string; until: number }>();
  const gathering = new Map<string, Told>();
  const hushed = new Set<string>();
  let stopping = new AbortController();

  function send(who: string, kind: string, fields: Fields): Told {
    const { entry, done } = callback({ userid: who, kind, msgId: null, fields, agentId: '', onReply: () => undefined });
    return { entry, done: done.then(() => entry) };
  }
  const head = () => ({ ToUserName: corpId(), CreateTime: clock.seconds(), MsgType: 'event' });

  function tellNow({ openKfId }: KfAccount): Told {
    const token = `ENC${ids.opaque(48)}`;
    tokens.set(token, { openKfId, until: clock.now() + TOKEN_MS });
    return send(openKfId, KF_PUSH, { ...head(), Event: 'kf_msg_or_event', Token: token, ...(settings().callbackOpenKfId ? { OpenKfId: openKfId } : {}) });
  }

  async function later(account: KfAccount, ms: number, signal: AbortSignal): Promise<PushEntry | null> {
    await wait(ms, signal).catch(() => undefined);
    if (signal.aborted) return null;
    gathering.delete(account.openKfId);
    return tellNow(account).done;
  }

  function stop(): void {
    stopping.abort();
    stopping = new AbortController();
    gathering.clear();
  }

  return {
    tell(account) {
      if (hushed.has(account.openKfId)) return { entry: null, done: Promise.resolve(null) };
      const { coalesceMs } = settings();
      if (coalesceMs === 0) return tellNow(account);
      const told = gathering.get(account.openKfId) ?? { entry: null, done: later(account, coalesceMs, stopping.signal) };
      gathering.set(account.openKfId, told);
      return told;
    },
    hush({ openKfId }) {
      hushed.add(openKfId);
      return () => void hushed.delete(openKfId);
    },
    tellPrivilege({ openKfId, managed }) {
      const fields = { ...head(), FromUserName: 'sys', Event: 'kf_account_auth_change', [managed ? 'AuthAddOpenKfId' : 'AuthDelOpenKfId']: openKfId };
      return send(openKfId, 'event:kf_account_auth_change', fields);
    },
    tokenHolds(token, openKfId) {
      const known = tokens.get(token);
      return known?.openKfId === openKfId && clock.now() < known.until;
    },
    expireTokens(openKfId) {
      for (const [token, known] of tokens) if ((openKfId ?? known.openKfId) === known.openKfId) tokens.delete(token);
    },
    stop,
    reset() {
      stop();
      tokens.clear();
    },
  };
}
