import { Type, type Static } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { KfSettings } from './kf-settings';

const closed = { additionalProperties: false };
const oneOf = <A extends string, B extends string>(a: A, b: B) => Type.Union([Type.Literal(a), Type.Literal(b)], { default: a });
const count = (preset: number) => Type.Integer({ minimum: 0, default: preset });
const text = (preset: string) => Type.String({ default: preset });
const aesKey = (preset: string) => Type.String({ pattern: '^[A-Za-z0-9]{43}$', default: preset });
const address = Type.String({ pattern: '^(https?://.+)?$', default: '' });

const HOURS = 3_600_000;

/** The pretend mini-program. Times in milliseconds; an empty `pushUrl` means push is not configured. */
export const WechatSettings = Type.Object({
  appid: text('wx5a6b7c8d9e0f1a2b'),
  secret: text('sandbox-mini-program-secret-0000'),
  originalId: text('gh_5a6b7c8d9e0f'),
  pushUrl: address,
  token: text('sandboxwechattoken'),
  aesKey: aesKey('SandboxWechatAesKeyForTrialUseXXXXXXXXXXXXX'),
  mode: Type.Union([Type.Literal('plain'), Type.Literal('compatible'), Type.Literal('secure')], { default: 'secure' }),
  format: oneOf('json', 'xml'),
  /** Tries after the first one. The number and the spacing are not documented. */
  retries: count(3),
  retrySpacingMs: count(1000),
  answerWithinMs: count(5000),
  /** Whether a redelivery carries a new timestamp, nonce and signature; undocumented. */
  freshOnRetry: Type.Boolean({ default: true }),
  /** Whether an HTTP status other than 200 is tried again, as silence is; undocumented. */
  retryBadStatus: Type.Boolean({ default: true }),
  /** Login codes nobody issued, such as those WeChat DevTools makes up for a tourist appid: refused, or taken for one visitor named DevTools. */
  strangeCodes: oneOf('refuse', 'adopt'),
  order: oneOf('parallel', 'serial'),
  messageCount: count(5),
  messageWindowMs: count(48 * HOURS),
  enterCount: count(2),
  enterWindowMs: count(60_000),
  /** What entering does to a message window still open: raise it to the larger of both, or leave it. */
  enterInsideWindow: oneOf('max', 'keep'),
  sessionFromBytes: count(1000),
  /** Whether the cut may fall inside a character. */
  sessionFromCut: oneOf('bytes', 'characters'),
  dailyQuota: count(500_000),
  templates: Type.Array(Type.Object({ id: Type.String(), fields: Type.Array(Type.String()) }, closed), { default: [] }),
  /** Released pages for the check of `page` (41030); empty = any. */
  pages: Type.Array(Type.String(), { default: [] }),
}, closed);

/** The pretend WeCom application. An empty `callbackUrl` means the app receives nothing. */
export const WecomSettings = Type.Object({
  corpId: text('ww1a2b3c4d5e6f7a8b'),
  agentId: Type.Integer({ default: 1000002 }),
  secret: text('sandbox-wecom-application-secret'),
  callbackUrl: address,
  token: text('sandboxwecomtoken'),
  aesKey: aesKey('SandboxWecomAesKeyForTrialUseYYYYYYYYYYYYYY'),
  /** Tries in total. */
  attempts: count(3),
  retrySpacingMs: count(1000),
  answerWithinMs: count(5000),
  urlCheckWithinMs: count(1000),
  order: oneOf('parallel', 'serial'),
  perMemberPerMinute: count(30),
  /** What happens above that: swallowed with errcode 0, or 45009. */
  overLimit: oneOf('drop', 'refuse'),
  /** What the duplicate check takes for a repetition, which is undocumented: the same content for the same member, or nothing. */
  repetition: oneOf('content', 'nothing'),
  /** Spelling of OptionIds in card events; the vendor's sample prints OpitonIds. */
  optionTags: oneOf('correct', 'misspelled'),
  robotKey: text('sandbox-robot-key'),
  /** Off: the caller's address is no trusted one, every call but gettoken answers 60020. */
  trustedIp: Type.Boolean({ default: true }),
}, closed);

export const Settings = Type.Object({ wechat: WechatSettings, wecom: WecomSettings, kf: KfSettings }, closed);
export type WechatSettings = Static<typeof WechatSettings>;
export type WecomSettings = Static<typeof WecomSettings>;
export type KfSettings = Static<typeof KfSettings>;
export type SettingsPatch = { wechat?: object; wecom?: object; kf?: object };
export type Settings = Static<typeof Settings>;

export type Changed = { ok: true; settings: Settings } | { ok: false; why: string };

/** The settings with `patch` laid over them, or the first mistake in words. */
export function changeSettings(base: Settings, patch: SettingsPatch): Changed {
  const next: unknown = { wechat: { ...base.wechat, ...patch.wechat }, wecom: { ...base.wecom, ...patch.wecom }, kf: { ...base.kf, ...patch.kf } };
  if (Value.Check(Settings, next)) return { ok: true, settings: next };
  const first = Value.Errors(Settings, next).First();
  return { ok: false, why: first ? `${first.path}: ${first.message}` : 'not valid' };
}

export function defaultSettings(): Settings {
  return Value.Create(Settings);
}

function picked(env: Record<string, string | undefined>, names: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).flatMap(([field, name]) => {
    const value = env[name];
    return value === undefined || value === '' ? [] : [[field, value]];
  }));
}

/** Settings from the environment; the names are the server's own, so both processes can share one environment. */
export function settingsFromEnv(env: Record<string, string | undefined>): Changed {
  const wechat = picked(env, {
    appid: 'WECHAT_APPID', secret: 'WECHAT_SECRET', token: 'WECHAT_TOKEN', aesKey: 'WECHAT_AES_KEY',
    pushUrl: 'SANDBOX_WECHAT_PUSH_URL', mode: 'SANDBOX_WECHAT_MODE', format: 'SANDBOX_WECHAT_FORMAT',
    strangeCodes: 'SANDBOX_WECHAT_STRANGE_CODES',
  });
  const { agentId, ...wecom } = picked(env, {
    corpId: 'WECOM_CORP_ID', agentId: 'WECOM_AGENT_ID', secret: 'WECOM_SECRET', token: 'WECOM_TOKEN',
    aesKey: 'WECOM_AES_KEY', callbackUrl: 'SANDBOX_WECOM_CALLBACK_URL', robotKey: 'SANDBOX_WECOM_ROBOT_KEY',
  });
  return changeSettings(defaultSettings(), { wechat, wecom: agentId === undefined ? wecom : { ...wecom, agentId: Number(agentId) } });
}
