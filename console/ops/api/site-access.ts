import type { Static } from '@sinclair/typebox';
import type { ApiKeyMadeAnswer, ApiKeyRequest, SiteAccessAnswer, SiteSecretAnswer } from '../../../shared/http/ops-people';
import type { Send } from '../../frame/api/send';

export type SiteAccess = Static<typeof SiteAccessAnswer>;
export type ApiKey = SiteAccess['keys'][number];

/** Keys and secret of one published site; each is told once, when it is made. */
export const siteAccessApi = (send: Send, site: string) => {
  const at = `/api/ops/sites/${encodeURIComponent(site)}`;
  return {
    read: () => send<SiteAccess>('GET', `${at}/access`),
    addKey: (body: Static<typeof ApiKeyRequest>) => send<Static<typeof ApiKeyMadeAnswer>>('POST', `${at}/api-keys`, { body }),
    endKey: (id: string) => send<undefined>('DELETE', `${at}/api-keys/${encodeURIComponent(id)}`),
    renewSecret: () => send<Static<typeof SiteSecretAnswer>>('POST', `${at}/secret`),
  };
};
