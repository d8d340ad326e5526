import type { Clock } from '../clock';
import type { Ids } from '../ids';

/** One entry through a link, as enter_session told it. */
export interface KfEntry {
  at: number;
  openKfId: string;
  scene: string;
  sceneParam: string;
  channels: Record<string, string | number> | null;
}

/** A visitor as 微信客服 knows him. */
export interface KfCustomer {
  externalUserid: string;
  nickname: string;
  /** The same person as a visitor of the mini-program. */
  openid: string | null;
  unionid: string | null;
  /** When he last entered or wrote, on any account. */
  lastAt: number;
  entry: KfEntry | null;
}

export interface KfCustomers {
  create(given: { nickname?: string; openid?: string; unionid?: string }): KfCustomer;
  find(externalUserid: string): KfCustomer | undefined;
  byOpenid(openid: string): KfCustomer | undefined;
  list(): KfCustomer[];
  /** Whether he entered or wrote within 48 h. */
  recent(customer: Pick<KfCustomer, 'lastAt'>): boolean;
  reset(): void;
}

export const DAYS_2 = 48 * 3_600_000;

export function createKfCustomers(clock: Clock, ids: Ids): KfCustomers {
  const byId = new Map<string, KfCustomer>();
  return {
    create({ nickname, openid, unionid }) {
      const customer: KfCustomer = {
        externalUserid: `wm${ids.opaque(23).slice(0, 30)}`, nickname: nickname ?? `微信用户 ${byId.size + 1}`,
        openid: openid ?? null, unionid: unionid ?? null, lastAt: -Infinity, entry: null,
      };
      byId.set(customer.externalUserid, customer);
      return customer;
    },
    find: (externalUserid) => byId.get(externalUserid),
    byOpenid: (openid) => [...byId.values()].find((customer) => customer.openid === openid),
    list: () => [...byId.values()],
    recent: ({ lastAt }) => clock.now() < lastAt + DAYS_2,
    reset: () => byId.clear(),
  };
}
