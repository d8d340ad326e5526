import type { Answer } from '../../../console/frame/api/answer';
import { conflictOf, editItem } from '../../../console/ops/draft/edit-item';

interface Thing {
  key: string;
  size: number;
}

/** The draft's list on the server, which counts revisions and can be changed by a colleague between two calls. */
function server(things: Thing[]) {
  const draft = { revision: 7, things };
  const api = {
    get: async (key: string): Promise<Answer<{ revision: number; item: Thing }>> => {
      const item = draft.things.find((one) => one.key === key);
      return item ? { ok: true, value: { revision: draft.revision, item } } : { ok: false, failure: { code: 'not-found' } };
    },
  };
  const put = (item: Thing) => async (revision: number): Promise<Answer<{ revision: number }>> => {
    if (revision !== draft.revision) return { ok: false, failure: { code: 'conflict', detail: { revision: draft.revision, by: 'wang' } } };
    draft.things = [...draft.things.filter(({ key }) => key !== item.key), item];
    return { ok: true, value: { revision: (draft.revision += 1) } };
  };
  const colleague = (next: Thing[]): void => {
    draft.things = next;
    draft.revision += 1;
  };
  return { draft, api, put, colleague };
}

const seen: Thing = { key: 'a', size: 1 };
const wanted: Thing = { key: 'a', size: 2 };
const edit = { key: 'a', seen, wanted, revision: 7 };

test('nobody in the way: saved', async () => {
  const { draft, api, put } = server([seen]);
  expect(await editItem(api, edit, put(wanted))).toEqual({ kind: 'done' });
  expect(draft.things).toEqual([wanted]);
});

test('a colleague changed something else: saved on the new revision, and his change stays', async () => {
  const { draft, api, put, colleague } = server([seen]);
  colleague([seen, { key: 'b', size: 5 }]);
  expect(await editItem(api, edit, put(wanted))).toEqual({ kind: 'done' });
  expect(draft.things).toEqual([{ key: 'b', size: 5 }, wanted]);
});

test('a colleague changed or removed this very item: nothing is overwritten, and it says whose change it was', async () => {
  for (const next of [[{ key: 'a', size: 9 }], []]) {
    const { draft, api, put, colleague } = server([seen]);
    colleague(next);
    expect(await editItem(api, edit, put(wanted))).toEqual({ kind: 'changed', by: 'wang', ...(next[0] && { now: next[0] }) });
    expect(draft.things).toEqual(next);
  }
});

test('a new item whose key a colleague has just used is not written over', async () => {
  const { api, put, colleague } = server([]);
  colleague([{ key: 'a', size: 9 }]);
  expect(await editItem(api, { ...edit, seen: undefined }, put(wanted))).toMatchObject({ kind: 'changed', now: { size: 9 } });
});

test('an edit whose answer was lost is found done, whatever the order of its fields', async () => {
  const { draft, api, put } = server([seen]);
  await put(wanted)(7);
  expect(await editItem(api, { ...edit, wanted: { size: 2, key: 'a' } }, put(wanted))).toEqual({ kind: 'done' });
  expect(draft.revision).toBe(8);
});

test('a colleague who saves at every moment is no reason to try for ever', async () => {
  const { api, put, colleague } = server([seen]);
  let tries = 0;
  const result = await editItem(api, edit, (revision) => {
    tries += 1;
    colleague([seen]);
    return put(wanted)(revision);
  });
  expect([result.kind, tries]).toEqual(['failed', 5]);
});

test('another refusal is told as it is', async () => {
  const { api } = server([seen]);
  expect(await editItem(api, edit, async () => ({ ok: false, failure: { code: 'not-allowed' } }))).toEqual({ kind: 'failed', failure: { code: 'not-allowed' } });
});

test('the detail of a conflict is read with care', () => {
  expect(conflictOf({ revision: 3, by: 'li', at: 1 })).toEqual({ revision: 3, by: 'li' });
  for (const detail of [undefined, null, 'x', {}, { revision: '3' }]) expect(conflictOf(detail)).toBeUndefined();
});
