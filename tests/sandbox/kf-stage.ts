import { decrypt } from '../../sandbox/crypto';
import { at, listAt, listen, openSandbox, textAt, type Arrived, type Json } from './stage';

/** A corp with one account, the servicers li and wang, a customer, and a merchant's server that hears the callbacks. */
export async function openKf(settings: { wecom?: Json; kf?: Json } = {}) {
  const merchant = await listen();
  const sandbox = await openSandbox({ wecom: { callbackUrl: merchant.url, ...settings.wecom } });
  await sandbox.patch('/control/settings', { kf: settings.kf ?? {} });
  for (const userid of ['li', 'wang']) await sandbox.post('/control/members', { userid });
  const openKfId = sandbox.settings.kf.defaultAccount.openKfId;
  const customer = async (body: Json = {}) => textAt(await sandbox.post('/control/kf/customers', body), 'externalUserid');
  const externalUserid = await customer();

  const api = async (path: string, body: Json = {}) => sandbox.post(`/cgi-bin/kf/${path}?access_token=${await sandbox.wecomToken()}`, body);
  const read = async (path: string, query = '') => sandbox.get(`/cgi-bin/${path}?access_token=${await sandbox.wecomToken()}&${query}`);
  const set = (kf: Json) => sandbox.patch('/control/settings', { kf });
  const control = (path: string, body: Json = {}) => sandbox.post(`/control/kf/${path}`, { wait: true, ...body });
  const act = (verb: string, body: Json = {}, who = externalUserid) => control(`customers/${who}/${verb}`, verb === 'enter' ? body : { openKfId, ...body });
  const agent = (userid: string, verb: string, body: Json = {}) => control(`agents/${userid}/${verb}`, { openKfId, externalUserid, ...body });
  const chat = { open_kfid: openKfId, external_userid: externalUserid };
  const link = async (scene = 'sales') => textAt(await api('add_contact_way', { open_kfid: openKfId, scene }), 'url');

  /** Everything behind the cursor, page by page, and the pages' sizes. */
  async function sync(over: Json = {}) {
    const items: unknown[] = [];
    const pages: number[] = [];
    let [cursor, more] = ['', true];
    while (more) {
      const page = await api('sync_msg', { open_kfid: openKfId, cursor, ...over });
      items.push(...listAt(page, 'msg_list'));
      pages.push(listAt(page, 'msg_list').length);
      more = at(page, 'has_more') === 1;
      cursor = textAt(page, 'next_cursor');
    }
    return { items, pages, cursor };
  }

  return {
    sandbox, merchant, openKfId, externalUserid, customer, api, read, set, control, act, agent, chat, link, sync,
    enter: async (url?: string) => act('enter', { url: url ?? (await link()) }),
    say: (text = '在吗') => act('say', { text }),
    trans: (to: number, servicer?: string) => api('service_state/trans', { ...chat, service_state: to, ...(servicer ? { servicer_userid: servicer } : {}) }),
    send: (over: Json = {}) => api('send_msg', { touser: externalUserid, open_kfid: openKfId, msgtype: 'text', text: { content: '您好' }, ...over }),
    notice: (code: unknown, over: Json = {}) => api('send_msg_on_event', { code, msgtype: 'text', text: { content: '您好' }, ...over }),
    state: async () => at(await api('service_state/get', chat), 'service_state'),
    session: () => sandbox.get(`/control/kf/sessions/${openKfId}/${externalUserid}`),
    /** The events of one kind so far, oldest first. */
    events: async (type: string) => (await sync()).items.map((item) => at(item, 'event')).filter((event) => at(event, 'event_type') === type),
    heard: (one: Arrived | undefined): string => {
      const opened = decrypt(sandbox.settings.wecom.aesKey, /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(one?.body ?? '')?.[1] ?? '');
      return opened.ok && opened.id === sandbox.settings.wecom.corpId ? opened.message : '';
    },
    close: async () => {
      await sandbox.close();
      await merchant.close();
    },
  };
}

export type Kf = Awaited<ReturnType<typeof openKf>>;
export const HOUR = 3_600_000;
export const tokenIn = (message: string): string => /<Token><!\[CDATA\[(.+?)\]\]>/.exec(message)?.[1] ?? '';
