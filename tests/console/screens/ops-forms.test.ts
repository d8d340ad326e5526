import { actOf, objectQuery, spanOf } from '../../../console/ops/pages/audit/audit-line';
import { auditWords } from '../../../console/ops/pages/audit/audit-words';
import { cannedOf, findCanned, newId, sharesShortcut } from '../../../console/ops/pages/canned/canned-form';
import { faultsOf, readImport } from '../../../console/ops/pages/files/read-import';
import { doubleField, formOf, siteOf, wrongOrigins } from '../../../console/ops/pages/sites/site-form';
import { componentTag, widgetTag } from '../../../console/ops/pages/sites/snippets';
import { firstPassword } from '../../../console/ops/pages/staff/first-password';
import { placesOf, strangePlaces, textGroups } from '../../../console/ops/pages/texts/text-catalogue';
import { testOutcome } from '../../../console/ops/pages/webhooks/test-outcome';
import { defaultTexts, isTextKey } from '../../../shared/texts';

test('a site goes through its form unchanged; what belongs to the other kind is not sent', () => {
  const site = { key: 'shop', name: '小店', kind: 'mini-program' as const, appId: 'wx1', origins: [], notice: { template: 'T1', fields: { thing1: '{notice}', time2: '{time}' }, afterSeconds: 90 } };
  expect(siteOf(formOf(site))).toEqual(site);
  expect(siteOf({ ...formOf(site), kind: 'web', origins: ' https://a.example \n\nhttps://b.example' })).toEqual({ key: 'shop', name: '小店', kind: 'web', origins: ['https://a.example', 'https://b.example'] });
  expect(wrongOrigins('https://a.example\n\nshop.example\nhttps://*.example').map(({ line }) => line)).toEqual([3, 4]);
  expect([doubleField([{ name: 'thing1', value: 'a' }, { name: ' thing1', value: 'b' }]), doubleField([{ name: 'thing1', value: 'a' }])]).toEqual(['thing1', undefined]);
});

test('snippets name the site and its entries', () => {
  expect(widgetTag('https://desk.example', 'web', 'vip')).toBe('<script src="https://desk.example/widget.js" data-site="web" data-entry="vip" async></script>');
  expect(componentTag(['a', 'b'])).toContain(`<contact-entries entries="{{['a', 'b']}}" />`);
});

test('every text has one place on the page, and the places of our own words are known there', () => {
  const listed = textGroups.flatMap(({ keys }) => keys);
  expect([...listed].sort()).toEqual(Object.keys(defaultTexts).sort());
  for (const key of listed) expect([key, isTextKey(key), strangePlaces(key, defaultTexts[key].zh + defaultTexts[key].en)]).toEqual([key, true, []]);
  expect(placesOf('queued')).toEqual(['entry', 'place']);
  expect(strangePlaces('queued', '{agent}{place}{agent}')).toEqual(['agent']);
});

test('a password to begin with is never short of signs, and every sign comes from those that cannot be mistaken', () => {
  let turn = 0;
  const password = firstPassword((count) => Uint8Array.from({ length: count }, () => (turn = (turn + 89) % 256)));
  expect(password).toMatch(/^[a-hjkmnp-z2-9]{14}$/);
  expect(firstPassword(() => Uint8Array.of(255, 0))).toBe('a'.repeat(14));
});

test('a shortcut is typed with or without its slash and belongs to one reply of a scope', () => {
  const mine = cannedOf({ group: '', category: ' 问候 ', title: ' 问好 ', text: '您好', shortcut: '/nh' });
  expect(mine).toEqual({ scope: { kind: 'everyone' }, category: '问候', title: '问好', text: '您好', shortcut: 'nh' });
  const other = { ...mine, id: newId(), changedAt: 0, shortcut: 'NH' };
  expect(other.id).toMatch(/^[0-9a-f]{32}$/);
  expect([sharesShortcut(mine, 'x', [other])?.id, sharesShortcut(mine, other.id, [other])]).toEqual([other.id, undefined]);
  expect(sharesShortcut({ ...mine, scope: { kind: 'group', group: 'vip' } }, 'x', [other])).toBeUndefined();
  expect([findCanned([other], '您', undefined).length, findCanned([other], '', 'vip').length]).toEqual([1, 0]);
});

test('a file is told by its name and how it begins', () => {
  expect(readImport('a.json', '\uFEFF{"config":{}}')).toMatchObject({ ok: true, file: { kind: 'config' } });
  const sheets = { 'key,name': 'agents', 'key,name,members': 'groups', '\uFEFF"key",ladder': 'entries' };
  for (const [head, sheet] of Object.entries(sheets)) expect(readImport('a.CSV', `${head}\nx`)).toMatchObject({ ok: true, file: { sheet } });
  expect([['a.json', '{'], ['a.json', '[]'], ['a.xlsx', 'x'], ['a.csv', ' ']].map(([name = '', text = '']) => readImport(name, text))).toEqual(['not-json', 'not-config', 'not-known', 'empty'].map((why) => ({ ok: false, why })));
});

test('what the server found wrong is told by row and column of a sheet, by place in a configuration', () => {
  const sheet = { kind: 'sheet', sheet: 'agents', csv: '', mode: 'merge' } as const;
  expect(faultsOf([{ at: '/0/label/zh', fault: 'F' }, { at: '/7', fault: 'F' }], sheet)).toEqual([{ kind: 'row', row: 2, column: 'label.zh', fault: 'F' }, { kind: 'row', row: 9, column: '', fault: 'F' }]);
  expect(faultsOf([{ row: 3, at: '/title', fault: 'F' }, { row: 4, fault: 'F' }], sheet)).toEqual([{ kind: 'row', row: 3, column: 'title', fault: 'F' }, { kind: 'row', row: 4, column: '', fault: 'F' }]);
  expect(faultsOf({ at: 'body', fault: 'the column key is missing' }, sheet)).toEqual([{ kind: 'place', at: '', fault: 'the column key is missing' }]);
  expect(faultsOf([{ at: '/agents/0', fault: 'F' }, 7], { kind: 'config' })).toEqual([{ kind: 'place', at: '/agents/0', fault: 'F' }]);
});

test('an act is said in words; an unknown one stands as it is', () => {
  const say = (word: keyof typeof auditWords): string => auditWords[word].zh;
  expect(actOf({ action: 'save', object: 'entry:vip' }, say, auditWords)).toEqual({ did: '保存', kind: '入口', name: 'vip' });
  expect(actOf({ action: 'dance', object: 'moon:a:b' }, say, auditWords)).toEqual({ did: 'dance', kind: 'moon', name: 'a:b' });
  expect([objectQuery(''), objectQuery('config'), objectQuery('entry')]).toEqual([undefined, 'config', 'entry:']);
  const { from = 0, to = 0 } = spanOf('2026-11-29', '2026-11-29');
  expect([to - from, spanOf('', 'x')]).toEqual([86_400_000, {}]);
});

test('a test event is looked after until its outcome is known, and given up after a while', async () => {
  const sent = (state: 'sent' | 'pending' | 'failed', why?: string) => ({ id: 'e.h', to: 'webhook' as const, state, attempts: 1, dueAt: 0, createdAt: 0, ...(why !== undefined && { why, words: { zh: why, en: why } }) });
  const outcome = (...found: ReturnType<typeof sent>[]) => {
    let looks = 0;
    return testOutcome('e.h', {
      pause: () => Promise.resolve(void (looks += 1)),
      deliveries: (state) => Promise.resolve({ ok: true, value: { deliveries: found.slice(looks - 1, looks).filter((one) => (state === undefined ? one.state === 'failed' : one.state === state)) } }),
    });
  };
  expect(await outcome(sent('pending'), sent('sent'))).toEqual({ kind: 'arrived' });
  expect(await outcome(sent('pending', 'http:500'))).toMatchObject({ kind: 'trying', words: { zh: 'http:500' } });
  expect(await outcome(sent('failed', 'given-up'))).toMatchObject({ kind: 'failed' });
  expect(await outcome()).toEqual({ kind: 'open' });
});
