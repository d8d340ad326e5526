import { integerOf, mapBody, recordsOf, textOf, type CallResult, type JsonRecord } from './answer';
import { listedReceiving, type KfReceiving } from './kf-statuses';
import type { TokenCalls } from './with-token';

export interface KfAccount {
  readonly account: string;
  readonly name: string;
  /** Handed to our application: only then it pushes, and only then its API answers. */
  readonly managed: boolean;
}

/** A department stands for its members, whose own status the list does not tell. */
export type KfServicer =
  | { readonly kind: 'member'; readonly userid: string; readonly receiving: KfReceiving }
  | { readonly kind: 'department'; readonly id: number };

/** `code` 0: done, or already so. */
export interface ServicerResult {
  readonly userid: string;
  readonly code: number;
}

const PAGE = 100;
/** WeCom: at most 5000 accounts in a corp; the pages end there whatever the platform says. */
const MOST_PAGES = 50;
/** WeCom: servicer/add and servicer/del take at most 100 userids. */
export const MOST_USERIDS = 100;

/** The accounts of 微信客服, the links that enter them, and who receives on them. */
export function kfAccounts(calls: TokenCalls) {
  const post = (path: string, json: object) => calls.call({ method: 'POST', path, json });

  async function change(verb: 'add' | 'del', account: string, userids: readonly string[]): Promise<CallResult<readonly ServicerResult[]>> {
    const result = await post(`/cgi-bin/kf/servicer/${verb}`, { open_kfid: account, userid_list: userids.slice(0, MOST_USERIDS) });
    return mapBody(result, (body) => recordsOf(body, 'result_list').flatMap((one) => {
      const userid = textOf(one, 'userid');
      // A result without a code is no success.
      return userid === '' ? [] : [{ userid, code: integerOf(one, 'errcode') ?? -2 }];
    }));
  }

  return {
    /** All of them, page by page. */
    async listAccounts(): Promise<CallResult<readonly KfAccount[]>> {
      const accounts: KfAccount[] = [];
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const result = await post('/cgi-bin/kf/account/list', { offset: page * PAGE, limit: PAGE });
        if (!result.ok) return result;
        const listed = recordsOf(result.body, 'account_list');
        accounts.push(...listed.map(readAccount).filter(({ account }) => account !== ''));
        if (listed.length < PAGE) break;
      }
      return { ok: true, body: accounts };
    },

    /** `scene`: at most 32 of `[0-9a-zA-Z_-]`, not empty, else no `scene_param` may be appended to the link. '' when WeCom gave none. */
    async addContactWay(account: string, scene: string): Promise<CallResult<string>> {
      return mapBody(await post('/cgi-bin/kf/add_contact_way', { open_kfid: account, scene }), (body) => textOf(body, 'url'));
    },

    async listServicers(account: string): Promise<CallResult<readonly KfServicer[]>> {
      const result = await calls.call({ method: 'GET', path: '/cgi-bin/kf/servicer/list', query: { open_kfid: account } });
      return mapBody(result, (body) => recordsOf(body, 'servicer_list').flatMap(readServicer));
    },
    /** 1 to 100 userids; those the answer does not name have no result. */
    addServicers: (account: string, userids: readonly string[]) => change('add', account, userids),
    removeServicers: (account: string, userids: readonly string[]) => change('del', account, userids),
  };
}

function readAccount(body: JsonRecord): KfAccount {
  return { account: textOf(body, 'open_kfid'), name: textOf(body, 'name'), managed: body.manage_privilege === true };
}

function readServicer(body: JsonRecord): KfServicer[] {
  const userid = textOf(body, 'userid');
  if (userid !== '') return [{ kind: 'member', userid, receiving: listedReceiving(body) }];
  const id = integerOf(body, 'department_id');
  return id === undefined ? [] : [{ kind: 'department', id }];
}
