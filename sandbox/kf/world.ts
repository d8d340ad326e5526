import type { Clock } from '../clock';
import type { Feed } from '../feed';
import type { Ground } from '../ground';
import type { Ids } from '../ids';
import type { Ledger } from '../ledger';
import type { KfSettings } from '../settings';
import type { Visitors } from '../wechat/visitors';
import type { WecomWorld } from '../wecom/world';
import { createKfAccounts, type KfAccounts } from './accounts';
import { createKfCodes, type KfCodes } from './codes';
import { createKfCustomers, type KfCustomers } from './customers';
import { createKfNews, type KfNews } from './news';
import { createKfSessions, type KfSessions } from './sessions';
import { createSyncLog, type SyncLog } from './sync-log';

export interface KfWorld {
  clock: Clock;
  ids: Ids;
  feed: Feed;
  ledger: Ledger;
  settings(): KfSettings;
  wecom: WecomWorld;
  /** The mini-program's visitors: a customer may be one of them. */
  visitors: Visitors;
  accounts: KfAccounts;
  customers: KfCustomers;
  sessions: KfSessions;
  codes: KfCodes;
  log: SyncLog;
  news: KfNews;
  /** msgids used by sends, as `<open_kfid> <msgid>`. */
  sentIds: Set<string>;
  /** When sync_msg was called without token. */
  tokenless: number[];
  /** What becomes of the next messages accepted by send_msg. */
  failing: { failType: number; left: number }[];
  reset(): void;
  stop(): void;
}

export interface KfWorldParts {
  ground: Ground;
  settings(): KfSettings;
  wecom: WecomWorld;
  visitors: Visitors;
  wait(ms: number, signal: AbortSignal): Promise<unknown>;
}

export function createKfWorld({ ground, settings, wecom, visitors, wait }: KfWorldParts): KfWorld {
  const { clock, ids, feed, ledger } = ground;
  const accounts = createKfAccounts(ids);
  const customers = createKfCustomers(clock, ids);
  const sessions = createKfSessions(clock, settings);
  const codes = createKfCodes(clock, ids);
  const log = createSyncLog(clock, ids);
  const news = createKfNews({ settings, corpId: () => wecom.settings().corpId, clock, ids, callback: wecom.callback, wait });
  const openDefault = () => {
    const { openKfId, name, servicers } = settings().defaultAccount;
    if (openKfId !== '') accounts.create({ openKfId, name, userids: servicers });
  };
  const world: KfWorld = {
    clock, ids, feed, ledger, settings, wecom, visitors, accounts, customers, sessions, codes, log, news, sentIds: new Set(), tokenless: [], failing: [],
    reset() {
      for (const part of [accounts, customers, sessions, codes, log, news]) part.reset();
      world.sentIds.clear();
      world.tokenless = [];
      world.failing = [];
      openDefault();
    },
    stop: news.stop,
  };
  openDefault();
  return world;
}
