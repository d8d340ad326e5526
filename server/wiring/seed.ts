import { defaultSettings, type DeskConfig } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';

const SHOP = 'shop';

/** Hours in which nobody is turned away, so that a first try at night works too. */
const always = { key: 'always', name: '全天', timeZone: 'Asia/Shanghai', weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })), holidays: [] };

const entry = (key: string, zh: string, en: string, more: Pick<Entry, 'ladder' | 'overflow'> & Partial<Entry>): Entry => ({
  key, site: SHOP, label: { zh, en }, channel: 'contact', enabled: true, isDefault: false, variants: [],
  hours: always.key, designatedOutsideHours: false, preferLastAgent: false, priority: 0, ageingSeconds: 120, maxWaiting: 50,
  idleMinutes: 60, silentSeconds: 120, ...more,
});

const agentStep = (agent: string): Entry['ladder'][number] => ({ target: { kind: 'agent', agent }, respectCapacity: true, acceptAway: false, ringSeconds: 60 });
const groupStep = (group: string): Entry['ladder'][number] => ({ target: { kind: 'group', group }, respectCapacity: true, acceptAway: false, ringSeconds: 60 });

const people = [['li', '李雷'], ['wang', '王芳'], ['chen', '陈晨']] as const;
export const SAMPLE_AGENTS: readonly string[] = people.map(([key]) => key);

/** The key of the entry by 微信客服; its link on the platform names it. */
export const KF_ENTRY = 'kf';

/**
 * A small shop to begin with: 售前 / 售后 / VIP, each with its own person and a group that stands in; and 微信客服 where the
 * corp has an account that our application may use.
 */
export function sampleConfig(appId: string | undefined, kf?: { account: string; url: string }): DeskConfig {
  return {
    settings: { ...defaultSettings, capacity: 5 },
    sites: [{ key: SHOP, name: '示例小店', kind: 'mini-program', ...(appId !== undefined && { appId }), origins: [] }],
    hours: [always],
    agents: people.map(([key, name]) => ({ key, name, wecomUserId: key, disabled: false })),
    groups: [{ key: 'everyone', name: '全体客服', strategy: 'least-busy', members: people.map(([agent]) => ({ agent })) }],
    entries: [
      entry('presales', '售前咨询', 'Before you buy', { isDefault: true, ladder: [agentStep('li'), groupStep('everyone')], overflow: { kind: 'queue', maxWaitSeconds: 600 } }),
      entry('aftersales', '售后服务', 'After-sales', { ladder: [agentStep('wang'), groupStep('everyone')], overflow: { kind: 'queue', maxWaitSeconds: 600 } }),
      entry('vip', 'VIP 专属', 'VIP', { ladder: [agentStep('chen')], overflow: { kind: 'leave-message' }, priority: 5 }),
      ...(kf ? [entry(KF_ENTRY, '微信客服', 'WeChat customer service', {
        channel: 'kf', kfAccount: kf.account, kfUrl: kf.url, ladder: [agentStep('li'), groupStep('everyone')], overflow: { kind: 'queue', maxWaitSeconds: 600 },
      })] : []),
    ],
    texts: {},
  };
}
