import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';

/** Settings of one WeChat mini-program. */
export interface WechatSettings {
  appId: string;
  secret: string;
  token: string;
  aesKey: string;
  /** As chosen for the message push in the platform's console. */
  pushMode: PushMode;
  apiUrl: string;
}
type PushMode = 'plain' | 'compatible' | 'secure';
/** Settings of one self-built WeCom application. */
export interface WecomSettings {
  corpId: string;
  agentId: number;
  secret: string;
  token: string;
  aesKey: string;
  apiUrl: string;
  /** Where members sign in: inside WeCom's own client, and by QR code in a browser. */
  oauthUrl: string;
  qrUrl: string;
  /** Texts to agents may be sent again after a crash, by WeCom's duplicate check. */
  duplicateCheck: boolean;
}

/** Everything the environment decides. Times are milliseconds. */
export interface ServerConfig {
  port: number;
  host: string;
  publicUrl: string;
  dataDir: string;
  databaseUrl?: string;
  redisUrl?: string;
  sessionSecret: string;
  /** False: made up at the start, and another one after the next. */
  secretLasts: boolean;
  adminPassword?: string;
  wechat?: WechatSettings;
  wecom?: WecomSettings;
  robotUrl?: string;
  logLevel: string;
  trustProxy: boolean;
  /** Webhooks may lead to this machine and its network. */
  webhookPrivateAddresses: boolean;
  /** Seeds an empty desk with sample entries and agents whose logins share this password. */
  trialAgentPassword?: string;
  trial: boolean;
  phoneDir?: string;
  /** Where the build put the widget. */
  widgetDir: string;
  /** A merchant's page that shows the widget, in trial mode. */
  widgetDemoDir?: string;
  /** The built screens of staff. */
  screensDir: string;
  production: boolean;
  times: {
    unstable: number; gone: number; quiet: number; receiving: number; pull: number; receivers: number; answeredGrace: number; transferAsk: number; waitingCard: number; current: number;
    visitorAway: number; noticeAgain: number; dutyWarning: number; deliveryLease: number; entryState: number; sweep: number; ping: number;
  };
}

type Env = Readonly<Record<string, string | undefined>>;

const WECHAT = ['WECHAT_APPID', 'WECHAT_SECRET', 'WECHAT_TOKEN', 'WECHAT_AES_KEY'] as const;
const WECOM = ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY'] as const;
const isPushMode = (mode: string): mode is PushMode => ['plain', 'compatible', 'secure'].includes(mode);
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Reads and checks the settings; every mistake is listed at once, and no secret is in the words. */
export function readConfig(env: Env): { ok: true; config: ServerConfig } | { ok: false; faults: string[] } {
  const faults: string[] = [];
  const text = (name: string): string | undefined => env[name]?.trim() || undefined;

  const integer = (name: string, fallback: number, least: number, most: number): number => {
    const given = text(name);
    if (given === undefined) return fallback;
    const value = Number(given);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    faults.push(`${name}: a whole number from ${least} to ${most} is needed`);
    return fallback;
  };
  const address = (name: string, schemes: readonly string[], fallback?: string): string | undefined => {
    const given = text(name) ?? fallback;
    if (given === undefined) return undefined;
    const scheme = URL.canParse(given) ? new URL(given).protocol.slice(0, -1) : undefined;
    if (scheme !== undefined && schemes.includes(scheme)) return given.replace(/\/+$/, '');
    faults.push(`${name}: an address beginning with ${schemes.map((one) => `${one}://`).join(' or ')} is needed`);
    return undefined;
  };
  const flag = (name: string): boolean => {
    const given = text(name)?.toLowerCase();
    if (given === undefined || ['0', 'false', 'off', 'no'].includes(given)) return false;
    if (!['1', 'true', 'on', 'yes'].includes(given)) faults.push(`${name}: on or off is needed`);
    return true;
  };
  const set = <T extends readonly string[]>(names: T): boolean => {
    const missing = names.filter((name) => text(name) === undefined);
    if (missing.length === names.length) return false;
    for (const name of missing) faults.push(`${name}: missing; ${names[0]?.split('_')[0] ?? ''}_* are needed all or none`);
    return missing.length === 0;
  };
  const aesKey = (name: string): string => {
    const key = text(name) ?? '';
    if (!/^[A-Za-z0-9]{43}$/.test(key)) faults.push(`${name}: exactly 43 letters and digits are needed`);
    return key;
  };

  const production = env.NODE_ENV === 'production';
  const hasWechat = set(WECHAT);
  const hasWecom = set(WECOM);
  const port = integer('PORT', 3000, 0, 65_535);
  const publicUrl = address('PUBLIC_URL', ['http', 'https']) ?? `http://127.0.0.1:${port}`;
  const databaseUrl = address('DATABASE_URL', ['postgres', 'postgresql']);
  const redisUrl = address('REDIS_URL', ['redis', 'rediss']);
  const robotUrl = address('WECOM_ROBOT_URL', ['http', 'https']);
  const wechatUrl = address('WECHAT_API_URL', ['http', 'https'], 'https://api.weixin.qq.com');
  const wecomUrl = address('WECOM_API_URL', ['http', 'https'], 'https://qyapi.weixin.qq.com');
  const oauthUrl = address('WECOM_OAUTH_URL', ['http', 'https'], 'https://open.weixin.qq.com/connect/oauth2/authorize');
  const qrUrl = address('WECOM_QR_URL', ['http', 'https'], 'https://login.work.weixin.qq.com/wwlogin/sso/login');
  const pushMode = text('WECHAT_PUSH_MODE') ?? 'secure';
  if (!isPushMode(pushMode)) faults.push('WECHAT_PUSH_MODE: one of plain, compatible, secure is needed');
  const logLevel = text('LOG_LEVEL') ?? 'info';
  if (!LEVELS.includes(logLevel)) faults.push(`LOG_LEVEL: one of ${LEVELS.join(', ')} is needed`);
  const sessionSecret = text('SESSION_SECRET');
  if (sessionSecret !== undefined && sessionSecret.length < 16) faults.push('SESSION_SECRET: at least 16 characters are needed');
  const adminPassword = text('ADMIN_PASSWORD');
  if (adminPassword !== undefined && adminPassword.length < 8) faults.push('ADMIN_PASSWORD: at least 8 characters are needed');
  if (production) {
    if (!hasWechat) faults.push(`${WECHAT.join(', ')}: needed in production`);
    if (sessionSecret === undefined) faults.push('SESSION_SECRET: needed in production (tickets are signed and second factors sealed with it)');
  }

  const times = {
    unstable: integer('UNSTABLE_MS', 30_000, 100, 3_600_000),
    gone: integer('GONE_MS', 75_000, 100, 3_600_000),
    receiving: integer('RECEIVING_MS', 180_000, 100, 3_600_000),
    pull: integer('PULL_MS', 300_000, 50, 3_600_000),
    receivers: integer('RECEIVERS_MS', 60_000, 50, 3_600_000),
    quiet: integer('QUIET_MS', 5_000, 0, 3_600_000),
    answeredGrace: integer('ANSWERED_GRACE_MS', 180_000, 0, 86_400_000),
    transferAsk: integer('TRANSFER_ASK_MS', 30_000, 100, 3_600_000),
    waitingCard: integer('WAITING_CARD_MS', 10_000, 100, 3_600_000),
    current: integer('CURRENT_MS', 1_800_000, 100, 86_400_000),
    visitorAway: integer('VISITOR_AWAY_MS', 600_000, 100, 86_400_000),
    noticeAgain: integer('NOTICE_AGAIN_MS', 900_000, 0, 86_400_000),
    dutyWarning: integer('DUTY_WARNING_MS', 600_000, 0, 86_400_000),
    deliveryLease: integer('DELIVERY_LEASE_MS', 240_000, 1_000, 3_600_000),
    entryState: integer('ENTRY_STATE_MS', 1_000, 0, 60_000),
    sweep: integer('SWEEP_MS', 5_000, 50, 600_000),
    ping: integer('PING_MS', 15_000, 100, 300_000),
  };
  const phoneDir = text('PHONE_DIR');
  const widgetDemoDir = text('WIDGET_DEMO_DIR');
  const trialAgentPassword = text('TRIAL_AGENT_PASSWORD');
  const config: ServerConfig = {
    port,
    host: text('HOST') ?? '0.0.0.0',
    publicUrl,
    dataDir: resolve(text('DATA_DIR') ?? './data'),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(redisUrl !== undefined && { redisUrl }),
    sessionSecret: sessionSecret ?? randomBytes(32).toString('hex'),
    secretLasts: sessionSecret !== undefined,
    ...(adminPassword !== undefined && { adminPassword }),
    ...(hasWechat && {
      wechat: { appId: text('WECHAT_APPID') ?? '', secret: text('WECHAT_SECRET') ?? '', token: text('WECHAT_TOKEN') ?? '', aesKey: aesKey('WECHAT_AES_KEY'), pushMode: isPushMode(pushMode) ? pushMode : 'secure', apiUrl: wechatUrl ?? '' },
    }),
    ...(hasWecom && {
      wecom: { corpId: text('WECOM_CORP_ID') ?? '', agentId: integer('WECOM_AGENT_ID', 0, 1, 2_147_483_647), secret: text('WECOM_SECRET') ?? '', token: text('WECOM_TOKEN') ?? '', aesKey: aesKey('WECOM_AES_KEY'), apiUrl: wecomUrl ?? '', oauthUrl: oauthUrl ?? '', qrUrl: qrUrl ?? '', duplicateCheck: flag('WECOM_DUPLICATE_CHECK') },
    }),
    ...(robotUrl !== undefined && { robotUrl }),
    logLevel,
    trustProxy: flag('TRUST_PROXY'),
    webhookPrivateAddresses: flag('WEBHOOK_PRIVATE_ADDRESSES'),
    trial: flag('TRIAL'),
    ...(trialAgentPassword !== undefined && { trialAgentPassword }),
    ...(phoneDir !== undefined && { phoneDir }),
    // The build puts all of it into one folder.
    widgetDir: resolve(text('WIDGET_DIR') ?? join(__dirname, '../widget')),
    ...(widgetDemoDir !== undefined && { widgetDemoDir }),
    screensDir: resolve(text('SCREENS_DIR') ?? join(__dirname, '../console')),
    production,
    times,
  };
  return faults.length === 0 ? { ok: true, config } : { ok: false, faults };
}
