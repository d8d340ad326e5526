import { Entry } from '../../../shared/config/entry';
import { formFaults } from '../../../console/frame/form-faults';
import { moved, placeAt } from '../../../console/frame/reorder';
import { durationWords } from '../../../console/frame/time-words';
import type { BoardAgent } from '../../../console/ops/api/board';
import { freeKey } from '../../../console/ops/draft/free-key';
import { bySite, inOrder } from '../../../console/ops/pages/entries/by-site';
import { blankEntry, entryOf, formOf, newStep, newVariant, usesFacts } from '../../../console/ops/pages/entries/entry-form';
import { ladderLine, ladderSentence, ladderTable, type LadderSpeaker } from '../../../console/ops/pages/entries/ladder-words';
import { hereOf, toneOf } from '../../../console/ops/pages/entries/presence';
import { spoken } from './spoken';

const shop = { key: 'shop', name: '小店', kind: 'mini-program' as const, origins: [] };
const web = { key: 'web', name: '网站', kind: 'web' as const, origins: [] };
const step = (target: Entry['ladder'][number]['target'], more = {}) => ({ target, respectCapacity: true, acceptAway: false, ringSeconds: 60, ...more });
const full: Entry = {
  key: 'vip', site: 'shop', label: { zh: 'VIP', en: 'VIP' }, icon: '💎', channel: 'kf', enabled: true, isDefault: false,
  ladder: [step({ kind: 'agent', agent: 'wang' }), step({ kind: 'owner' })],
  variants: [{ when: { level: 'gold', hasOwner: false }, ladder: [step({ kind: 'anyone' })], priority: 3 }],
  overflow: { kind: 'queue', maxWaitSeconds: 90 }, hours: 'day', designatedOutsideHours: true, preferLastAgent: true, priority: 5, ageingSeconds: 60, maxWaiting: 9,
  idleMinutes: 30, silentSeconds: 45, greeting: { zh: '您好' }, kfAccount: 'wk1', kfUrl: 'https://work.weixin.qq.com/kfid/x', nativePool: true,
};

describe('the form of an entry', () => {
  test('holds every field, and gives back what it was opened with', () => {
    expect(entryOf(formOf(full))).toEqual(full);
    const bare = blankEntry(web, []);
    expect(entryOf(formOf(bare))).toEqual(bare);
  });

  test('what is emptied is absent, and what is kept is checked as the server does', () => {
    const form = formOf(full);
    Object.assign(form, { icon: ' ', hours: '', greeting: { zh: '', en: '' }, kfAccount: '', kfUrl: '', nativePool: false, overflow: 'leave-message', label: { zh: ' 会员 ', en: '' } });
    const made = entryOf(form);
    for (const gone of ['icon', 'hours', 'greeting', 'kfAccount', 'kfUrl', 'nativePool']) expect(made).not.toHaveProperty(gone);
    expect([made.label, made.overflow]).toEqual([{ zh: '会员' }, { kind: 'leave-message' }]);
    expect(formFaults(Entry, made).size).toBe(0);
    form.ladder = [newStep({ kind: 'agent', agent: '' })];
    form.variants = [newVariant()];
    expect([...formFaults(Entry, entryOf(form)).keys()].every((at) => at.startsWith('/ladder/0/target'))).toBe(true);
    expect(formFaults(Entry, entryOf(form)).size).toBeGreaterThan(0);
  });

  test('a new one has a key of its own and suits its site; a mini-program’s first contact button is its default', () => {
    expect(blankEntry(shop, [])).toMatchObject({ key: 'entry-1', channel: 'contact', isDefault: true });
    expect(blankEntry(shop, [{ ...full, key: 'entry-1', channel: 'contact', isDefault: true }])).toMatchObject({ key: 'entry-2', isDefault: false });
    expect(blankEntry(web, [])).toMatchObject({ channel: 'chat', isDefault: false });
    expect(freeKey('a', ['a-1', 'a-3'])).toBe('a-2');
    expect([usesFacts(full), usesFacts({ ladder: [], variants: [] })]).toEqual([true, false]);
  });
});

describe('a ladder in words', () => {
  const speaker = (language: 'zh' | 'en'): LadderSpeaker => ({
    say: spoken(language).from(ladderTable), agent: (key) => ({ wang: '小王' })[key] ?? key, group: (key) => ({ after: '售后组' })[key] ?? key, duration: (ms) => durationWords(ms, language),
  });
  const entry = { ladder: [step({ kind: 'agent', agent: 'wang' }), step({ kind: 'group', group: 'after' }, { ringSeconds: 0, acceptAway: true, respectCapacity: false })], overflow: { kind: 'queue' as const, maxWaitSeconds: 600 } };

  test('one line names everybody in order and what is left', () => {
    expect(ladderLine(entry, speaker('zh'))).toBe('小王 → 售后组 → 排队 10 分');
    expect(ladderLine({ ladder: [], overflow: { kind: 'leave-message' } }, speaker('zh'))).toBe('留言');
  });

  test('the sentence tells the terms, too', () => {
    expect(ladderSentence(entry, speaker('zh'))).toBe('先找小王（1 分没回复就换人）；没人能接，再找售后组（不限回复时间，离开也找，接满了也给）；都接不了就排队，最多等 10 分，之后请访客留言。');
    expect(ladderSentence({ ladder: [step({ kind: 'owner' })], overflow: { kind: 'leave-message' } }, speaker('en'))).toBe('First the visitor’s own agent is asked (1 min to reply); otherwise the visitor leaves a message.');
    expect(ladderSentence({ ladder: [], overflow: { kind: 'leave-message' } }, speaker('zh'))).toBe('没有指定任何人；都接不了就请访客留言。');
  });
});

describe('order', () => {
  const entries = ['a', 'x', 'b', 'c'].map((key) => ({ ...full, key, site: key === 'x' ? 'gone' : 'shop' }));

  test('one site’s entries change places among themselves; the others stay', () => {
    expect(inOrder(entries, ['c', 'a', 'b'])).toEqual(['c', 'x', 'a', 'b']);
    const groups = bySite(entries, [shop, web]);
    expect(groups.map(({ key, entries: of }) => [key, of.map(({ entry, at }) => `${entry.key}${at}`)])).toEqual([['shop', ['a0', 'b2', 'c3']], ['web', []], ['gone', ['x1']]]);
  });

  test('a dragged row passes a neighbour beyond its middle, however many at once', () => {
    const rows = [0, 40, 100, 140].map((top, i) => ({ top, bottom: [40, 100, 140, 180][i] ?? 0 }));
    expect([placeAt(rows, 0, 69), placeAt(rows, 0, 71), placeAt(rows, 0, 500), placeAt(rows, 3, 119), placeAt(rows, 3, -9), placeAt(rows, 2, 125)]).toEqual([0, 1, 3, 2, 0, 2]);
    expect([moved(['a', 'b', 'c'], 0, 2), moved(['a', 'b', 'c'], 2, 0), moved(['a'], 5, 0)]).toEqual([['b', 'c', 'a'], ['c', 'a', 'b'], ['a']]);
  });
});

test('who is here is counted by the router’s own verdicts', () => {
  const one = (key: string, verdict: 'available' | 'full' | 'offline'): [string, BoardAgent] => [key, { key, name: key, groups: [], status: 'online', lease: 'live', load: 0, verdict, words: { zh: '', en: '' } }];
  const presence = new Map([one('li', 'available'), one('wang', 'full'), one('chen', 'offline')]);
  const things = { agents: ['li', 'wang', 'chen', 'new'].map((key) => ({ key, name: key, disabled: false })), groups: [{ key: 'g', name: 'g', strategy: 'in-turn' as const, members: [{ agent: 'li' }, { agent: 'wang' }] }] };
  expect([{ kind: 'agent', agent: 'wang' } as const, { kind: 'group', group: 'g' } as const, { kind: 'anyone' } as const].map((target) => hereOf(target, things, presence))).toEqual([{ here: 0, count: 1 }, { here: 1, count: 2 }, { here: 1, count: 4 }]);
  expect([toneOf('available-above-limit'), toneOf('full'), toneOf('offline')]).toEqual(['here', 'busy', 'away']);
});
