import { Type } from '@sinclair/typebox';
import { ask } from './ask';
import { KfAct, KfAgent, KfBatch, KfCustomer, KfSession } from './platform-answers';
import { kfAccount, type KfLinks } from './shop';

const Any = Type.Unknown();
const Link = Type.Object({ url: Type.String() });
const Customers = Type.Object({ customers: Type.Array(KfCustomer) });

/** What goes wrong with 微信客服, and both ends of its chats, by the sandbox's control API. */
export function createKfPlatform(control: string) {
  const post = <T extends Parameters<typeof ask>[0]>(schema: T, path: string, body: object = {}) => ask(schema, `${control}${path}`, { method: 'POST', body });
  const chat = (externalUserid: string) => ({ openKfId: kfAccount, externalUserid, wait: true });

  return {
    links: async (entries: readonly string[]): Promise<KfLinks> =>
      Object.fromEntries(await Promise.all(entries.map(async (scene) => [scene, (await post(Link, `/accounts/${kfAccount}/link`, { scene })).url] as const))),
    newCustomer: async (who: { openid: string } | { nickname: string }) => (await post(KfCustomer, '/customers', who)).externalUserid,
    customers: async () => (await ask(Customers, `${control}/customers`)).customers.map(({ externalUserid }) => externalUserid),
    /** An act of a customer: enter, say, item, recall, raw. */
    customerAct: (externalUserid: string, act: string, body: object) => post(KfAct, `/customers/${externalUserid}/${act}`, body),
    session: (externalUserid: string) => ask(KfSession, `${control}/sessions/${kfAccount}/${externalUserid}`),
    /** An act of a servicer in one chat: say, pick, end, pass, recall, reject. */
    servicerAct: (userid: string, act: string, externalUserid: string, more: object = {}) => post(KfAct, `/agents/${userid}/${act}`, { ...chat(externalUserid), ...more }),
    servicer: (userid: string) => ask(KfAgent, `${control}/agents/${userid}`),
    reception: (userid: string, reception: 'receiving' | 'suspended' | 'stopped') =>
      ask(Any, `${control}/agents/${userid}`, { method: 'PATCH', body: { reception, wait: true } }),
    /** Numbered texts of these customers in turn, one callback for all. */
    batch: (externalUserids: readonly string[], count: number, more: { text?: string; unknownAt?: number } = {}) =>
      post(KfBatch, '/batch', { openKfId: kfAccount, externalUserids, count, wait: true, ...more }),
    /** Hands the account to the application, or takes it away; meanwhile nothing is told or kept. */
    hand: (managed: boolean) => ask(Any, `${control}/accounts/${kfAccount}`, { method: 'PATCH', body: { managed, wait: true } }),
    sendFails: (failType: number, more: { count?: number; msgid?: string } = {}) => post(Any, '/send-fails', { failType, ...more }),
    dropCallbacks: (count: number) => post(Any, '/drop-callbacks', { count }),
    expireTokens: () => post(Any, '/expire-tokens'),
    forgetCursors: () => post(Any, '/forget-cursors'),
  };
}
