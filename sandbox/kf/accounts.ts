import type { Ids } from '../ids';
import type { Member, Members } from '../wecom/members';

/** Whether a servicer takes new visitors. suspended (暂时挂起): none, but goes on with his own. */
export type Reception = 'receiving' | 'suspended' | 'stopped';

export interface KfAccount {
  openKfId: string;
  name: string;
  mediaId: string;
  /** Handed to the application ("通过API管理"); otherwise nothing is pushed and no status told. */
  managed: boolean;
  userids: Set<string>;
  departments: Set<number>;
  /** By userid; absent = receiving. */
  reception: Map<string, Reception>;
}

export interface KfAccounts {
  create(given: { openKfId?: string; name: string; mediaId?: string; userids?: readonly string[] }): KfAccount;
  find(openKfId: string): KfAccount | undefined;
  list(): KfAccount[];
  remove(account: KfAccount): void;
  reset(): void;
}

/** The only department of the pretend corp; every member is in it. */
export const DEPARTMENT = 1;

export function createKfAccounts(ids: Ids): KfAccounts {
  const byId = new Map<string, KfAccount>();
  return {
    create({ openKfId, name, mediaId, userids }) {
      const account: KfAccount = {
        openKfId: openKfId ?? `wk${ids.opaque(23).slice(0, 30)}`, name, mediaId: mediaId ?? '', managed: true,
        userids: new Set(userids), departments: new Set(), reception: new Map(),
      };
      byId.set(account.openKfId, account);
      return account;
    },
    find: (openKfId) => byId.get(openKfId),
    list: () => [...byId.values()],
    remove: (account) => void byId.delete(account.openKfId),
    reset: () => byId.clear(),
  };
}

export function receptionOf(account: KfAccount, userid: string): Reception {
  return account.reception.get(userid) ?? 'receiving';
}

/** The member when he serves the account, by name or through his department. */
export function servicerOf(account: KfAccount, members: Members, userid: string): Member | undefined {
  const member = members.find(userid);
  return member && (account.userids.has(userid) || account.departments.has(DEPARTMENT)) ? member : undefined;
}
