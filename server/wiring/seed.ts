import { defaultSettings, type DeskConfig } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';

const SHOP = 'shop';
/** The site of the shop's page; its script tag names it. */
export const WEB_SITE = 'web';

/** Hours in which nobody is turned away, so that a first try at night works too. */
const always = { key: 'always', name: '全天', timeZone: 'Asia/Shanghai', weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })), holidays: [] };

type Terms = Pick<Entry, 'ladder' | 'overflow'> & Partial<Entry>;
const entry = (key: string, zh: string, en: string, more: Terms): Entry => ({
  key, site: SHOP, label: { zh, en }, channel: 'contact', enabled: true, isDefault: false, variants: [],
  hours: always.key, designatedOutsideHours: false, preferLastAgent: false, priority: 0, ageingSeconds: 120, maxWaiting: 50,
  idleMinutes: 60, silentSeconds: 120, ...more,
});
const onWeb = (key: string, zh: string, en: string, more: Terms): Entry => entry(key, zh, en, { site: WEB_SITE, channel: 'chat', ...more });

const step = (target: Entry['ladder'][number]['target']): Entry['ladder'][number] => ({ target, respectCapacity: true, acceptAway: false, ringSeconds: 60 });
const owner = step({ kind: 'owner' });
const anyOfGroup = step({ kind: 'group', group: 'everyone' });
const toAgent = (agent: string): Entry['ladder'][number] => step({ kind: 'agent', agent });

/** Who is asked behind each button, whichever road it takes. */
const presales: Terms = { ladder: [toAgent('li'), anyOfGroup], overflow: { kind: 'queue', maxWaitSeconds: 600 } };
const aftersales: Terms = { ...presales, ladder: [toAgent('wang'), anyOfGroup] };
const vip: Terms = { ladder: [toAgent('chen')], overflow: { kind: 'leave-message' }, priority: 5 };

const people = [['li', '李雷'], ['wang', '王芳'], ['chen', '陈晨']] as const;
export const SAMPLE_AGENTS: readonly string[] = people.map(([key]) => key);

/** The key of the entry by 微信客服; its link on the platform names it. */
export const KF_ENTRY = 'kf';

/**
 * A small shop to begin with: 售前 / 售后 / VIP, each with its own person and a group that stands in; 在线聊天 on our own page; 微信客服
 * where the corp has an account that our application may use; and the same people on a web page, where 售后 knows whose order it is.
 */
export function sampleConfig(appId: string | undefined, kf?: { account: string; url: string }): DeskConfig {
  return {
    settings: { ...defaultSettings, capacity: 5 },
    sites: [{ key: SHOP, name: '示例小店', kind: 'mini-program', ...(appId !== undefined && { appId }), origins: [] }, { key: WEB_SITE, name: '示例网站', kind: 'web', origins: [] }],
    hours: [always],
    agents: people.map(([key, name]) => ({ key, name, wecomUserId: key, disabled: false })),
    groups: [{ key: 'everyone', name: '全体客服', strategy: 'least-busy', members: people.map(([agent]) => ({ agent })) }],
    entries: [
      entry('presales', '售前咨询', 'Before you buy', { ...presales, isDefault: true }),
      entry('aftersales', '售后服务', 'After-sales', aftersales),
      entry('vip', 'VIP 专属', 'VIP', vip),
      entry('chat', '在线聊天', 'Live chat', { ...presales, channel: 'chat' }),
      ...(kf ? [entry(KF_ENTRY, '微信客服', 'WeChat customer service', { ...presales, channel: 'kf', kfAccount: kf.account, kfUrl: kf.url })] : []),
      onWeb('web-presales', '售前咨询', 'Before you buy', presales),
      onWeb('web-aftersales', '售后服务', 'After-sales', { ...aftersales, variants: [{ when: { hasOwner: true }, ladder: [owner, ...aftersales.ladder] }] }),
      onWeb('web-vip', 'VIP 专属', 'VIP', vip),
    ],
    texts: {},
  };
}
