import type { Static } from '@sinclair/typebox';
import type { Words } from '../../../shared/config/keys';
import type { TextsAnswer } from '../../../shared/http/ops-config';
import type { Send } from '../../frame/api/send';
import type { DraftListApi } from './draft-lists';

/** A text that ops worded themselves; one they left alone is in no list. */
export type OwnText = { key: string } & Static<typeof Words>;

/** The worded texts of the draft, as a list like the others: to remove one is to have our own words again. */
export function textsApi(send: Send): DraftListApi<OwnText> {
  const at = (key: string): string => `/api/ops/texts/${encodeURIComponent(key)}`;
  const list: DraftListApi<OwnText>['list'] = async () => {
    const answer = await send<Static<typeof TextsAnswer>>('GET', '/api/ops/texts');
    if (!answer.ok) return answer;
    const { revision, texts } = answer.value;
    return { ok: true, value: { revision, items: Object.entries(texts).map(([key, words]) => ({ key, ...words })) } };
  };
  return {
    list,
    async get(key) {
      const answer = await list();
      if (!answer.ok) return answer;
      const item = answer.value.items.find((one) => one.key === key);
      return item ? { ok: true, value: { revision: answer.value.revision, item } } : { ok: false, failure: { code: 'not-found' } };
    },
    put: (revision, { key, ...words }) => send('PUT', at(key), { query: { revision }, body: words }),
    remove: (revision, key) => send('DELETE', at(key), { query: { revision } }),
    reorder: () => Promise.resolve({ ok: false, failure: { code: 'method-not-allowed' } }),
  };
}
