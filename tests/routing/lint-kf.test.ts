import type { Agent } from '../../shared/config/agent';
import { defaultSettings, type DeskConfig } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import { lint } from '../../server/routing/lint';
import { agent, entry, group, now, to } from './scene';

const link = (scene: string): string => `https://work.weixin.qq.com/kf/kfc1?enc_scene=${scene}`;
const onWecom = (key: string, more: Partial<Agent> = {}): Agent => agent(key, { wecomUserId: `w-${key}`, ...more });
const button = (key: string, more: Partial<Entry> = {}): Entry =>
  entry([to.agent('li')], { key, label: { zh: `按钮${key}` }, channel: 'kf', kfAccount: `wk-${key}`, kfUrl: link(key), ...more });

/** A shop whose entries are sound ones of 微信客服; tests spoil one thing at a time. */
const shop = (entries: Entry[], more: Partial<DeskConfig> = {}): DeskConfig => ({
  settings: defaultSettings,
  sites: [{ key: 'shop', name: '小店', kind: 'mini-program', origins: [] }, { key: 'branch', name: '分店', kind: 'mini-program', appId: 'wx2', origins: [] }],
  hours: [], agents: [onWecom('li'), onWecom('wang'), agent('new')], groups: [group('g', ['li', 'new', 'wang'])], entries, texts: {}, ...more,
});
const found = (entries: Entry[], more: Partial<DeskConfig> = {}): string[] => lint(shop(entries, more), now).map((f) => `${f.level} ${f.code} ${f.path}`);
const without = (one: Entry, ...fields: ('kfAccount' | 'kfUrl')[]): Entry => {
  const { kfAccount, kfUrl, ...bare } = one;
  return { ...bare, ...(kfAccount !== undefined && !fields.includes('kfAccount') && { kfAccount }), ...(kfUrl !== undefined && !fields.includes('kfUrl') && { kfUrl }) };
};

test('a linked entry of its own account, whose people have a WeCom user, has no findings', () => {
  expect(found([button('a'), button('b')])).toEqual([]);
});

test('without an account or without a link the button is dead', () => {
  expect(found([without(button('a'), 'kfAccount', 'kfUrl')])).toEqual(['error kf-without-account /entries/0/kfAccount', 'error kf-without-link /entries/0/kfUrl']);
  expect(found([without(button('a'), 'kfUrl')])).toEqual(['error kf-without-link /entries/0/kfUrl']);
  expect(found([button('a', { kfAccount: '' })])).toEqual(['error kf-without-account /entries/0/kfAccount']);
});

test.each(['https://work.weixin.qq.com/kfid/kfc1', 'https://work.weixin.qq.com/kf/kfc1?enc_scene=', link('a&scene_param=x'), link('a#x'), 'https://%'])('a link that does not tell the entry: %s', (kfUrl) => {
  expect(found([button('a', { kfUrl })])).toEqual(['error kf-link-without-scene /entries/0/kfUrl']);
});

test('a switched-off entry only gets warnings, and an entry of another channel none about links', () => {
  expect(found([without(button('a', { enabled: false }), 'kfUrl')])).toEqual(['warning kf-without-link /entries/0/kfUrl']);
  expect(found([without(button('a', { channel: 'chat' }), 'kfAccount', 'kfUrl')])).toEqual([]);
});

describe('people without a WeCom user', () => {
  test('a warning while somebody of the ladder has one, an error when nobody has', () => {
    expect(found([button('a', { ladder: [to.agent('new'), to.agent('li')] })])).toEqual(['warning agent-without-wecom /entries/0/ladder/0']);
    expect(found([button('a', { ladder: [to.agent('new')], overflow: { kind: 'leave-message' } })])).toEqual(['error agent-without-wecom /entries/0/ladder/0']);
    expect(found([button('a', { ladder: [to.group('n')] })], { groups: [group('n', ['new'])] })).toEqual(['error group-takes-nobody /entries/0/ladder/0', 'error queue-nobody-drains /entries/0/ladder']);
  });

  test('members of a group are named, those switched off are not; in ladders by facts too', () => {
    const [finding, ...others] = lint(shop([button('a', { ladder: [to.group('g')] })]), now);
    expect([finding?.level, finding?.code, finding?.path, others]).toEqual(['warning', 'group-without-wecom', '/entries/0/ladder/0', []]);
    expect(finding?.words.zh).toContain('NEW没有');
    expect(finding?.words.zh).not.toContain('LI');
    expect(found([button('a', { variants: [{ when: { level: 'gold' }, ladder: [to.group('g')] }] })])).toEqual(['warning group-without-wecom /entries/0/variants/0/ladder/0']);
    expect(found([button('a', { ladder: [to.group('g')] })], { agents: [onWecom('li'), onWecom('wang'), agent('new', { disabled: true })] })).toEqual([]);
    expect(found([button('a', { channel: 'chat', ladder: [to.group('g')] })])).toEqual([]);
  });

  test('of many only the first are named', () => {
    const many = Array.from({ length: 7 }, (_, i) => agent(`n${i}`));
    const [finding] = lint(shop([button('a', { ladder: [to.group('g')] })], { agents: [onWecom('li'), ...many], groups: [group('g', ['li', ...many.map(({ key }) => key)])] }), now);
    expect(finding?.words.en).toContain('N4 … (7) in the group');
    expect(finding?.words.en).not.toContain('N5');
  });
});

describe('the platform’s own queue', () => {
  test('anyone may take from it, so the last step must be anyone', () => {
    expect(found([button('a', { nativePool: true, ladder: [to.agent('li'), to.anyone()] })])).toEqual([]);
    expect(found([button('a', { nativePool: true, ladder: [to.anyone(), to.agent('li')] })])).toEqual(['error pool-without-anyone /entries/0/nativePool']);
    expect(found([button('a', { nativePool: false })])).toEqual([]);
  });

  test('elsewhere it has no effect', () => {
    expect(found([button('a', { channel: 'chat', nativePool: true })])).toEqual(['warning pool-without-kf /entries/0/nativePool']);
  });
});

describe('one account for several entries', () => {
  test('of one site: a visitor has one conversation there', () => {
    expect(found([button('a'), button('b', { kfAccount: 'wk-a' }), button('c', { kfAccount: 'wk-a' })])).toEqual([
      'warning kf-account-shared /entries/1/kfAccount', 'warning kf-account-shared /entries/2/kfAccount',
    ]);
    expect(found([button('a'), button('b', { kfAccount: 'wk-a', enabled: false })])).toEqual([]);
    expect(found([button('a'), button('b', { kfAccount: 'wk-a', channel: 'chat' })])).toEqual([]);
  });

  test('of two sites: the visitor would count as the other’s', () => {
    const findings = lint(shop([button('a'), button('b', { site: 'branch', kfAccount: 'wk-a' })]), now);
    expect(findings.map((f) => `${f.level} ${f.code} ${f.path}`)).toEqual(['error kf-account-of-two-sites /entries/1/kfAccount']);
    expect(findings[0]?.words.zh).toContain('小店');
  });

  test('a copied link names the other entry', () => {
    expect(found([button('a'), button('b', { kfUrl: link('a') })])).toEqual(['warning kf-link-copied /entries/1/kfUrl']);
  });
});

test('every finding speaks both languages and leaves no place unfilled', () => {
  const findings = lint(shop([
    without(button('a', { nativePool: true, ladder: [to.group('g')] }), 'kfUrl'), button('b', { kfAccount: 'wk-a', kfUrl: 'https://a.cn' }), button('c', { kfUrl: 'https://a.cn', site: 'branch', kfAccount: 'wk-a' }),
    button('d', { channel: 'chat', nativePool: true }),
  ]), now);
  expect(new Set(findings.map(({ code }) => code)).size).toBe(8);
  for (const { words } of findings) {
    expect(words.zh).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(words.en).toMatch(/\.$/);
    expect(words.zh + words.en).not.toMatch(/[{}]|undefined/);
  }
});

test('many entries that ask one large group read it once', () => {
  const members = Array.from({ length: 2_000 }, (_, i) => `m${i}`);
  const agents = members.map((key, i) => (i === 0 ? agent(key) : onWecom(key)));
  const entries = Array.from({ length: 1_000 }, (_, i) => button(`e${i}`, { ladder: [to.group('g')] }));
  let reads = 0;
  const watched = { ...group('g', []), get members() { reads += 1; return members.map((key) => ({ agent: key })); } };
  expect(lint(shop(entries, { agents, groups: [watched] }), now).filter(({ code }) => code === 'group-without-wecom')).toHaveLength(1_000);
  expect(reads).toBeLessThan(entries.length * 2);
});
