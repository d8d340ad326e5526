import type { Endpoints, Handler } from '../wecom/endpoints';
import { OK } from '../wecom/errors';
import { addAccount, addContactWay, deleteAccount, listAccounts, updateAccount } from './account-api';
import { getCustomers } from './customer-api';
import { sendOnEvent } from './event-send-api';
import type { KfHandler } from './lookups';
import { recallMessage, sendMessage } from './send-api';
import { addServicers, listServicers, removeServicers } from './servicer-api';
import { getState, moveState } from './session-api';
import { syncMessages } from './sync-api';
import type { KfWorld } from './world';

const noNumbers: KfHandler = () => ({ ...OK, statistic_list: [] });

/** Routes under /cgi-bin/kf/. The secret of the other operating mode is refused everywhere. */
export function kfRoutes({ get, post }: Endpoints, kf: KfWorld): void {
  const within = (handler: KfHandler): Handler => (_world, call) => {
    const { wrongMode } = kf.settings();
    return wrongMode === 0 ? handler(kf, call) : call.fail(wrongMode);
  };
  const posts: Readonly<Record<string, KfHandler>> = {
    'account/add': addAccount, 'account/update': updateAccount, 'account/del': deleteAccount, 'account/list': listAccounts,
    add_contact_way: addContactWay,
    'servicer/add': addServicers, 'servicer/del': removeServicers,
    'service_state/get': getState, 'service_state/trans': moveState,
    sync_msg: syncMessages, send_msg: sendMessage, send_msg_on_event: sendOnEvent, recall_msg: recallMessage,
    'customer/batchget': getCustomers,
    get_corp_statistic: noNumbers, get_servicer_statistic: noNumbers,
  };
  for (const [path, handler] of Object.entries(posts)) post(`/cgi-bin/kf/${path}`, within(handler));
  get('/cgi-bin/kf/account/list', within(listAccounts));
  get('/cgi-bin/kf/servicer/list', within(listServicers));
  get('/cgi-bin/kf/get_corp_qualification', within(() => ({ ...OK, wechat_channels_binding: false })));
}
