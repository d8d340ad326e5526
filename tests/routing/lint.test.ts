import { defaultSettings, type DeskConfig } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import type { Hours } from '../../shared/config/hours';
import { lint } from '../../server/routing/lint';
import { agent, entry, group, now, to } from './scene';

const hours = (key: string, from: string, till: string, more: Partial<Hours> = {}): Hours => ({
  key, name: key, timeZone: 'Asia/Shanghai', weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from, to: till })), holidays: [], ...more,
});
const office = hours('office', '09:00', '18:00');
const nights = hours('nights', '20:00', '06:00');

/** A desk without any fault; tests spoil one thing at a time. */
const desk = (more: Partial<DeskConfig> = {}): DeskConfig => ({
  settings: defaultSettings,
  sites: [{ key: 'shop', name: '小店', kind: 'mini-program', origins: [] }],
  hours: [office, nights],
  agents: [agent('li', { wecomUserId: 'Li' }), agent('wang'), agent('owl', { shift: 'nights' })],
  groups: [group('g', ['li', 'wang']), group('owls', ['owl'])],
  entries: [button({ isDefault: true })],
  texts: {},
  ...more,
});
const button = (more: Partial<Entry> = {}): Entry => entry([to.agent('li'), to.group('g')], { channel: 'contact', ...more });
const first = (more: Partial<Entry>): DeskConfig => desk({ entries: [button({ isDefault: true, ...more })] });
const found = (config: DeskConfig): string[] => lint(config, now).map((f) => `${f.level} ${f.code} ${f.path}`);

test('a sound desk has no findings', () => {
  expect(lint(desk(), now)).toEqual([]);
  expect(lint(first({ hours: 'office' }), now)).toEqual([]);
});

test('every finding speaks both languages, names the thing, and leaves no place unfilled', () => {
  const spoilt = first({ ladder: [to.agent('ghost'), to.group('lost')], hours: 'gone', site: 'none', maxWaiting: 0 });
  const findings = lint(spoilt, now);
  expect(findings.length).toBeGreaterThan(4);
  for (const { words } of findings) {
    expect(words.zh).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(words.en).toMatch(/\.$/);
    expect(words.zh + words.en).not.toMatch(/[{}]|undefined/);
  }
  expect(findings.find((f) => f.code === 'unknown-agent')?.words.zh).toContain('ghost');
});

test('days of figures need a clock that is known', () => {
  expect(found(desk({ settings: { ...defaultSettings, timeZone: 'Europe/Berlin' } }))).toEqual([]);
  expect(found(desk({ settings: { ...defaultSettings, timeZone: 'Mars/Olympus' } }))).toEqual(['error invalid-desk-zone /settings/timeZone']);
});

describe('dead buttons', () => {
  test('an agent or group that does not exist is always an error', () => {
    expect(found(first({ ladder: [to.agent('ghost'), to.group('lost'), to.group('g')] }))).toEqual([
      'error unknown-agent /entries/0/ladder/0', 'error unknown-group /entries/0/ladder/1',
    ]);
  });

  const off = (ladder: Entry['ladder'], more: Partial<DeskConfig> = {}): string[] =>
    found({ ...first({ ladder, overflow: { kind: 'leave-message' } }), ...more });

  test('a disabled agent alone is an error, with a group behind him a warning', () => {
    const agents = [agent('li', { disabled: true }), agent('wang'), agent('owl')];
    expect(off([to.agent('li')], { agents })).toEqual(['error agent-disabled /entries/0/ladder/0']);
    expect(off([to.agent('li'), to.group('g')], { agents })).toEqual(['warning agent-disabled /entries/0/ladder/0']);
  });

  test('an empty group, and one in which everybody is disabled', () => {
    expect(off([to.group('g')], { groups: [group('g', [])] })).toEqual(['error group-empty /entries/0/ladder/0']);
    expect(off([to.group('owls')], { agents: [agent('li'), agent('wang'), agent('owl', { disabled: true })] })).toEqual(['error group-empty /entries/0/ladder/0']);
  });

  test('capacity 0: his own, his group’s, the desk’s; a nearer limit wins', () => {
    const zero = [agent('li', { capacity: 0 }), agent('wang', { capacity: 0 }), agent('owl')];
    expect(off([to.agent('li', { respectCapacity: false })], { agents: zero })).toEqual(['error agent-takes-nobody /entries/0/ladder/0']);
    expect(off([to.group('g')], { agents: zero })).toEqual(['error group-takes-nobody /entries/0/ladder/0']);
    const groups = [group('g', ['li', 'wang'], { capacity: 0 }), group('owls', ['owl'])];
    expect(off([to.agent('li')], { groups })).toEqual(['error agent-takes-nobody /entries/0/ladder/0']);
    expect(off([to.anyone()], { settings: { ...defaultSettings, capacity: 0 } })).toEqual(['error nobody-at-all /entries/0/ladder/0']);
    const nearer = [agent('li', { capacity: 1 }), agent('wang'), agent('owl')];
    expect(off([to.group('g')], { agents: nearer, groups })).toEqual([]);
  });

  test('nobody inside hours: a shift that never meets the entry’s, unless the designated may answer outside', () => {
    expect(found(first({ ladder: [to.group('owls')], hours: 'office' }))).toEqual([
      'error group-never-on-shift /entries/0/ladder/0', 'error queue-nobody-drains /entries/0/ladder',
    ]);
    expect(found(first({ ladder: [to.agent('owl'), to.group('g')], hours: 'office' }))).toEqual(['warning agent-never-on-shift /entries/0/ladder/0']);
    expect(found(first({ ladder: [to.agent('owl')], hours: 'office', designatedOutsideHours: true }))).toEqual([]);
    expect(found(first({ ladder: [to.group('owls')], hours: 'nights' }))).toEqual([]);
    expect(found({ ...first({ ladder: [to.anyone()], hours: 'office' }), agents: [agent('li', { shift: 'nights' }), agent('wang', { disabled: true }), agent('owl', { disabled: true })] }))
      .toEqual(['error nobody-at-all /entries/0/ladder/0', 'error queue-nobody-drains /entries/0/ladder']);
  });

  test('nobody inside hours is found across time zones', () => {
    const london = hours('london', '09:00', '10:30', { timeZone: 'Europe/London' });
    const config = { ...first({ ladder: [to.agent('owl')], hours: 'london' }), hours: [office, nights, london] };
    const shanghaiDay = [agent('li'), agent('wang'), agent('owl', { shift: 'office' })];
    expect(found({ ...config, agents: shanghaiDay })).toEqual([]);
    const early = hours('office', '09:00', '16:00');
    expect(found({ ...config, hours: [early, nights, london], agents: shanghaiDay })[0]).toBe('error agent-never-on-shift /entries/0/ladder/0');
  });

  test('微信客服 needs agents with a WeCom user', () => {
    expect(found(desk({ entries: [button({ channel: 'kf', kfAccount: 'wk1', kfUrl: 'https://work.weixin.qq.com/kf/kfc1?enc_scene=ENC1', ladder: [to.agent('li'), to.agent('wang')] })] }))).toEqual([
      'warning agent-without-wecom /entries/0/ladder/1',
    ]);
  });

  test('a button that is switched off only gets warnings', () => {
    expect(found(desk({ entries: [button({ isDefault: true }), button({ key: 'old', enabled: false, ladder: [to.agent('ghost')] })] })).every((f) => f.startsWith('warning'))).toBe(true);
  });
});

describe('ladders', () => {
  test('steps that repeat: only when they find nobody new', () => {
    expect(found(first({ ladder: [to.group('g'), to.agent('li'), to.group('g')] }))).toEqual(['warning duplicate-step /entries/0/ladder/2']);
    expect(found(first({ ladder: [to.group('g'), to.group('g', { acceptAway: true }), to.group('g', { respectCapacity: false })] }))).toEqual([]);
    expect(found(first({ ladder: [to.group('g', { acceptAway: true }), to.group('g')] }))).toEqual(['warning duplicate-step /entries/0/ladder/1']);
  });

  test('an empty ladder: leaving words is meant, a queue nobody drains is not', () => {
    expect(found(first({ ladder: [], overflow: { kind: 'leave-message' } }))).toEqual(['warning empty-ladder /entries/0/ladder']);
    expect(found(first({ ladder: [] }))).toEqual(['error queue-nobody-drains /entries/0/ladder']);
    expect(found(first({ maxWaiting: 0 }))).toEqual(['warning queue-without-seats /entries/0/maxWaiting']);
  });

  test('variants: unreachable ones, and an owner who cannot be known; their ladders are looked at too', () => {
    const ladder = [to.group('g')];
    expect(found(first({ variants: [{ when: { level: 'gold' }, ladder }, { when: { level: 'gold', tag: 'x' }, ladder }, { when: { tag: 'x' }, ladder }] }))).toEqual([
      'warning unreachable-variant /entries/0/variants/1',
    ]);
    expect(found(first({ variants: [{ when: {}, ladder }, { when: { hasOwner: true }, ladder }] }))).toEqual(['warning unreachable-variant /entries/0/variants/1']);
    expect(found(first({ variants: [{ when: { hasOwner: false }, ladder: [to.owner(), to.agent('ghost'), to.group('g')] }] }))).toEqual([
      'warning owner-never-known /entries/0/variants/0/ladder/0', 'error unknown-agent /entries/0/variants/0/ladder/1',
    ]);
  });
});

describe('entries', () => {
  test('exactly one default entry for each mini-program with contact buttons', () => {
    expect(found(desk({ entries: [button()] }))).toEqual(['error no-default-entry /sites/0']);
    expect(found(desk({ entries: [button({ isDefault: true }), button({ key: 'two', isDefault: true })] }))).toEqual(['error many-default-entries /sites/0']);
    expect(found(desk({ entries: [button({ isDefault: true, enabled: false }), button({ key: 'two' })] }))).toEqual(['error no-default-entry /sites/0']);
    expect(found(desk({ entries: [button({ channel: 'chat' })] }))).toEqual([]);
  });

  test('unknown site, unknown hours, a contact button on a web page', () => {
    expect(found(desk({ entries: [button({ channel: 'chat', site: 'none' })] }))).toEqual(['error unknown-site /entries/0/site']);
    expect(found(first({ hours: 'gone' }))).toEqual(['error unknown-hours /entries/0/hours']);
    const web = { key: 'shop', name: '网页', kind: 'web' as const, origins: [] };
    expect(found(desk({ sites: [web] }))).toEqual(['error contact-on-web /entries/0/channel']);
  });

  test('a greeting over 600 bytes of UTF-8, in either language', () => {
    expect(found(first({ greeting: { zh: '好'.repeat(200), en: 'x'.repeat(500) } }))).toEqual([]);
    expect(found(first({ greeting: { zh: '好'.repeat(201) } }))).toEqual(['error greeting-too-long /entries/0/greeting/zh']);
    expect(found(first({ greeting: { zh: '好', en: '😀'.repeat(151) } }))).toEqual(['error greeting-too-long /entries/0/greeting/en']);
  });
});

test('origins of pages are web addresses', () => {
  const sites = (...origins: string[]): DeskConfig => desk({ sites: [{ key: 'shop', name: '小店', kind: 'mini-program', origins: ['https://shop.example', 'http://127.0.0.1:8080/', 'HTTPS://Shop.Example/page?x=1', 'https://商店.example', ...origins] }] });
  expect(found(sites())).toEqual([]);
  const wrong = ['shop.example', '*', 'https://*.shop.example', 'null', 'https://', 'ftp://shop.example', 'https://a.example https://b.example', 'https://user@shop.example', ''];
  expect(found(sites(...wrong))).toEqual(wrong.map((_, i) => `error invalid-origin /sites/0/origins/${i + 4}`));
});

describe('people and calendars', () => {
  test('duplicate keys and WeCom users', () => {
    expect(found(desk({ agents: [...desk().agents, agent('wang', { wecomUserId: 'LI' })] }))).toEqual([
      'error duplicate-key /agents/3/key', 'error duplicate-wecom-user /agents/3/wecomUserId',
    ]);
  });

  test('a shift or a member that does not exist, a member listed twice', () => {
    expect(found(desk({ agents: [agent('li', { shift: 'gone' }), agent('wang'), agent('owl')] }))).toEqual(['error unknown-shift /agents/0/shift']);
    expect(found(desk({ groups: [group('g', ['li', 'ghost', 'li'])] }))).toEqual([
      'error unknown-member /groups/0/members/1', 'warning duplicate-member /groups/0/members/2',
    ]);
  });

  test('zones, dates and times that cannot be read, dates given twice, hours that never open', () => {
    const spoilt = hours('odd', '09:00', '18:00', {
      timeZone: 'Asia/Peking', weekly: [{ day: 1, from: '9', to: '18:00' }],
      holidays: [{ date: '2026-02-30', ranges: [] }, { date: '2026-10-01', ranges: [{ from: '10:00', to: '25:00' }] }, { date: '2026-10-01', ranges: [] }],
    });
    expect(found(desk({ hours: [spoilt, nights] }))).toEqual([
      'error invalid-zone /hours/0/timeZone', 'error invalid-time /hours/0/weekly/0', 'error invalid-date /hours/0/holidays/0/date',
      'error invalid-time /hours/0/holidays/1/ranges/0', 'warning duplicate-holiday /hours/0/holidays/2',
    ]);
    expect(found(desk({ hours: [hours('shut', '09:00', '18:00', { weekly: [] }), nights] }))).toEqual(['warning never-open /hours/0']);
  });
});

test('a desk of 20,000 agents and 1,000 buttons is linted without reading everybody for each', () => {
  const agents = Array.from({ length: 20_000 }, (_, i) => agent(`a${i}`, { capacity: 0 }));
  const entries = Array.from({ length: 1000 }, (_, i) => button({ key: `e${i}`, isDefault: i === 0, ladder: [to.anyone()] }));
  expect(lint(desk({ agents, entries, groups: [] }), now).filter((f) => f.code === 'nobody-at-all')).toHaveLength(1000);
});
