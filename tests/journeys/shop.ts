import { defaultSettings, type DeskConfig, type DeskSettings, type SiteNotice } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';

/** The mini-program and the application every journey plays with; the sandbox gets the same. */
export const wechatApp = { appid: 'wx00112233445566aa', secret: 'journey-mini-program-secret-00', token: 'journeywechattoken', aesKey: 'JourneyWechatAesKey'.padEnd(43, 'A') };
export const wecomApp = { corpId: 'ww00112233445566bb', agentId: 1000002, secret: 'journey-wecom-application-secret', token: 'journeywecomtoken', aesKey: 'JourneyWecomAesKey'.padEnd(43, 'B') };

/** `li` → who is asked, in this order; `everyone` is the group of all, `anyone` the last step's anybody. */
export interface ButtonPlan {
  key: string;
  ladder: readonly string[];
  overflow?: Entry['overflow'];
  /** 0, the default, never rings. */
  ringSeconds?: number;
  silentSeconds?: number;
  idleMinutes?: number;
  /** On our own chat page. */
  chat?: true;
  /** By 微信客服; `pool`: whom nobody has a seat for goes to WeCom's own queue. */
  kf?: { pool?: boolean };
}

/** The account the pretend WeCom has from the start; li, wang and chen serve it. */
export const kfAccount = 'wkSandboxDefaultAccount000000001';
/** Button → its link of 微信客服. */
export type KfLinks = Readonly<Record<string, string>>;

export interface ShopPlan {
  /** Key → name; the key is also the WeCom userid. */
  agents: Readonly<Record<string, string>>;
  /** The first is the default one. */
  buttons: readonly ButtonPlan[];
  settings?: Partial<DeskSettings>;
  notice?: SiteNotice;
}

const SITE = 'shop';
const EVERYONE = 'everyone';
const ANYONE = 'anyone';

function targetOf(name: string): Entry['ladder'][number]['target'] {
  if (name === ANYONE) return { kind: 'anyone' };
  return name === EVERYONE ? { kind: 'group', group: name } : { kind: 'agent', agent: name };
}

function entryOf({ key, ladder, overflow = { kind: 'leave-message' }, ringSeconds = 0, silentSeconds = 600, idleMinutes = 60, kf, chat }: ButtonPlan, index: number, links: KfLinks): Entry {
  const link = links[key];
  return {
    key, site: SITE, label: { zh: `入口 ${key}`, en: key }, channel: kf ? 'kf' : chat ? 'chat' : 'contact', enabled: true, isDefault: index === 0, variants: [],
    designatedOutsideHours: false, preferLastAgent: false, priority: 0, ageingSeconds: 120, maxWaiting: 50, idleMinutes, silentSeconds, overflow,
    ...(kf && { kfAccount, ...(link !== undefined && { kfUrl: link }), ...(kf.pool && { nativePool: true }) }),
    ladder: ladder.map((name) => ({
      target: targetOf(name),
      respectCapacity: true, acceptAway: false, ringSeconds,
    })),
  };
}

/** A whole configuration from a few words. */
export function shopConfig({ agents, buttons, settings, notice }: ShopPlan, links: KfLinks = {}): DeskConfig {
  const keys = Object.keys(agents);
  return {
    settings: { ...defaultSettings, ...settings },
    sites: [{ key: SITE, name: '旅程小店', kind: 'mini-program', appId: wechatApp.appid, origins: [], ...(notice && { notice }) }],
    hours: [],
    agents: keys.map((key) => ({ key, name: agents[key] ?? key, wecomUserId: key, disabled: false })),
    groups: [{ key: EVERYONE, name: '全体客服', strategy: 'as-listed', members: keys.map((agent) => ({ agent })) }],
    entries: buttons.map((button, index) => entryOf(button, index, links)),
    texts: {},
  };
}
