import { mapBody, recordsOf, textOf, textsOf, type CallResult, type JsonRecord } from './answer';
import { isRecord } from './json';
import type { TokenCalls } from './with-token';

/** Names, pictures and unionids are of people: not for logs. */
export interface KfCustomer {
  readonly customer: string;
  readonly nickname: string;
  readonly avatar: string;
  /** '' unless the corp's 微信客服 is bound to a developer's identity. */
  readonly unionid: string;
  /** By which link he came last, within 48 h. */
  readonly entered?: { readonly scene: string; readonly sceneParam: string };
}

/** Who the customers are. */
export function kfCustomers(calls: TokenCalls) {
  return {
    /** 1 to 100 ids; `invalid` names those who neither entered nor wrote within 48 h. */
    async getCustomers(customers: readonly string[]): Promise<CallResult<{ readonly known: readonly KfCustomer[]; readonly invalid: readonly string[] }>> {
      const json = { external_userid_list: customers.slice(0, 100), need_enter_session_context: 1 };
      const result = await calls.call({ method: 'POST', path: '/cgi-bin/kf/customer/batchget', json });
      return mapBody(result, (body) => ({
        known: recordsOf(body, 'customer_list').map(readCustomer),
        invalid: textsOf(body, 'invalid_external_userid'),
      }));
    },
  };
}

function readCustomer(body: JsonRecord): KfCustomer {
  const context = body.enter_session_context;
  return {
    customer: textOf(body, 'external_userid'),
    nickname: textOf(body, 'nickname'),
    avatar: textOf(body, 'avatar'),
    unionid: textOf(body, 'unionid'),
    ...(isRecord(context) && { entered: { scene: textOf(context, 'scene'), sceneParam: textOf(context, 'scene_param') } }),
  };
}
