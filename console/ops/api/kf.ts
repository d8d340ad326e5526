import type { Static } from '@sinclair/typebox';
import type { KfAccountsAnswer, KfLinkAnswer, KfReceiversAnswer, KfReceiversChangeAnswer } from '../../../shared/http/ops-kf';
import type { Send } from '../../frame/api/send';

export type KfAccount = Static<typeof KfAccountsAnswer>['accounts'][number];
export type KfReceivers = Static<typeof KfReceiversAnswer>;
export type KfLinked = Static<typeof KfLinkAnswer>;
export type KfChanged = Static<typeof KfReceiversChangeAnswer>['results'][number];

/** `/api/ops/kf`: accounts of 微信客服, the entries on them, and who receives there. */
export const kfApi = (send: Send) => {
  const at = (account: string): string => `/api/ops/kf/accounts/${encodeURIComponent(account)}`;
  return {
    accounts: () => send<Static<typeof KfAccountsAnswer>>('GET', '/api/ops/kf/accounts'),
    receivers: (account: string) => send<KfReceivers>('GET', `${at(account)}/receivers`),
    /** Makes the entry's own link on the account; with `channel` the entry changes to 微信客服 with it. */
    link: (entry: string, revision: number, body: { account: string; channel?: 'kf' }) =>
      send<KfLinked>('POST', `/api/ops/kf/entries/${encodeURIComponent(entry)}/link`, { query: { revision }, body }),
    addReceivers: (account: string, agents: readonly string[]) => send<Static<typeof KfReceiversChangeAnswer>>('POST', `${at(account)}/receivers`, { body: { agents } }),
    removeReceivers: (account: string, agents: readonly string[]) => send<Static<typeof KfReceiversChangeAnswer>>('POST', `${at(account)}/receivers/remove`, { body: { agents } }),
  };
};
