import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The agents the server seeds in trial mode. Each has the agent password; his WeCom userid is his login. */
export const agents = [
  { login: 'li', name: '李雷 Li', entry: '售前 pre-sales' },
  { login: 'wang', name: '王芳 Wang', entry: '售后 after-sales' },
  { login: 'chen', name: '陈晨 Chen', entry: 'VIP' },
];

/**
 * Makes the agents members of the sandbox's WeCom, so that they have a phone there. Whoever cannot be hired is only missing on the sandbox's page.
 * @param {string} sandboxUrl
 */
export const hireAgents = async (sandboxUrl) => {
  for (const { login, name } of agents) {
    await fetch(`${sandboxUrl}/control/members`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userid: login, name }),
    }).catch(() => undefined);
  }
};

const hex = (bytes) => randomBytes(bytes).toString('hex');
/** Exactly 43 letters and digits, as both platforms want it. */
const aesKey = () => {
  let key = '';
  while (key.length < 43) key += randomBytes(64).toString('base64').replace(/[^A-Za-z0-9]/g, '');
  return key.slice(0, 43);
};

const invent = () => ({
  sessionSecret: hex(32),
  adminPassword: hex(5),
  agentPassword: hex(5),
  wechat: { appid: `wx${hex(8)}`, secret: hex(16), token: hex(12), aesKey: aesKey() },
  wecom: { corpId: `ww${hex(8)}`, agentId: '1000002', secret: hex(16), token: hex(12), aesKey: aesKey(), robotKey: hex(16) },
});

/**
 * The secrets of trial mode: invented once for each data folder, so that data and logins survive a restart, and readable only by their owner.
 * @param {string} dataDir
 */
export const trialSecrets = (dataDir) => {
  const file = join(dataDir, 'trial.json');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, `${JSON.stringify(invent(), null, 2)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  chmodSync(file, 0o600);
  return JSON.parse(readFileSync(file, 'utf8'));
};

/** What server and sandbox must agree on. */
export const platformEnv = ({ wechat, wecom }) => ({
  WECHAT_APPID: wechat.appid,
  WECHAT_SECRET: wechat.secret,
  WECHAT_TOKEN: wechat.token,
  WECHAT_AES_KEY: wechat.aesKey,
  WECOM_CORP_ID: wecom.corpId,
  WECOM_AGENT_ID: wecom.agentId,
  WECOM_SECRET: wecom.secret,
  WECOM_TOKEN: wecom.token,
  WECOM_AES_KEY: wecom.aesKey,
});

/** Where the sandbox sends its pushes. */
export const sandboxEnv = (secrets, serverUrl) => ({
  ...platformEnv(secrets),
  SANDBOX_HOST: '127.0.0.1',
  SANDBOX_PORT: '0',
  SANDBOX_WECHAT_PUSH_URL: `${serverUrl}/callbacks/wechat`,
  SANDBOX_WECOM_CALLBACK_URL: `${serverUrl}/callbacks/wecom`,
  SANDBOX_PHONE_ORIGIN: serverUrl,
  SANDBOX_WECHAT_STRANGE_CODES: 'adopt',
  SANDBOX_WECOM_ROBOT_KEY: secrets.wecom.robotKey,
});

/** What the server gets in trial mode: to it the sandbox is only another base address. */
export const serverEnv = (secrets, sandboxUrl, settings) => ({
  ...platformEnv(secrets),
  TRIAL: '1',
  // In a trial everything may stand on one machine, a merchant's server too.
  WEBHOOK_PRIVATE_ADDRESSES: settings.WEBHOOK_PRIVATE_ADDRESSES || '1',
  TRIAL_AGENT_PASSWORD: secrets.agentPassword,
  SESSION_SECRET: settings.SESSION_SECRET || secrets.sessionSecret,
  ADMIN_PASSWORD: settings.ADMIN_PASSWORD || secrets.adminPassword,
  WECHAT_API_URL: `${sandboxUrl}/wechat`,
  WECOM_API_URL: `${sandboxUrl}/wecom`,
  WECOM_OAUTH_URL: `${sandboxUrl}/wecom/connect/oauth2/authorize`,
  WECOM_QR_URL: `${sandboxUrl}/wecom/wwlogin/sso/login`,
  WECOM_ROBOT_URL: `${sandboxUrl}/wecom/cgi-bin/webhook/send?key=${secrets.wecom.robotKey}`,
});
