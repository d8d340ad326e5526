import { readConfig } from '../../server/config';

const wechat = { WECHAT_APPID: 'wx1', WECHAT_SECRET: 's', WECHAT_TOKEN: 't', WECHAT_AES_KEY: 'a'.repeat(43) };
const wecom = { WECOM_CORP_ID: 'ww1', WECOM_AGENT_ID: '1000002', WECOM_SECRET: 's', WECOM_TOKEN: 't', WECOM_AES_KEY: 'b'.repeat(43) };

const faults = (env: Record<string, string>): string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.faults;
};

test('nothing set is a laptop: port 3000, SQLite in ./data, live state in the process', () => {
  const read = readConfig({});
  expect(read).toMatchObject({ ok: true, config: { port: 3000, production: false, trustProxy: false, logLevel: 'info' } });
  expect(read.ok && [read.config.databaseUrl, read.config.redisUrl, read.config.wechat]).toEqual([undefined, undefined, undefined]);
});

test('half a set of platform settings names what is missing', () => {
  expect(faults({ WECHAT_APPID: 'wx1' })).toEqual(['WECHAT_SECRET', 'WECHAT_TOKEN', 'WECHAT_AES_KEY'].map((name) => expect.stringContaining(name) as string));
  expect(faults({ ...wecom, WECOM_SECRET: '' })).toEqual([expect.stringContaining('WECOM_SECRET')]);
});

test('every mistake is listed at once, and no secret is in the words', () => {
  const found = faults({ ...wechat, WECHAT_AES_KEY: 'too-short-secret', PORT: '99999', REDIS_URL: 'http://x', WECOM_QR_URL: 'javascript:1', DATABASE_URL: 'mysql://u:hunter2@h/d', LOG_LEVEL: 'loud', SESSION_SECRET: 'tiny', ADMIN_PASSWORD: 'x' });
  for (const name of ['WECHAT_AES_KEY', 'PORT', 'REDIS_URL', 'WECOM_QR_URL', 'DATABASE_URL', 'LOG_LEVEL', 'SESSION_SECRET', 'ADMIN_PASSWORD']) {
    expect(found.filter((fault) => fault.startsWith(name))).toHaveLength(1);
  }
  expect(found.join()).not.toMatch(/too-short-secret|hunter2|tiny/);
});

test('production needs WeChat and a session secret', () => {
  const found = faults({ NODE_ENV: 'production' });
  expect(found.join()).toMatch(/WECHAT_APPID/);
  expect(found.join()).toMatch(/SESSION_SECRET/);
  expect(faults({ NODE_ENV: 'production', ...wechat, ...wecom, SESSION_SECRET: 'x'.repeat(32) })).toEqual([]);
});

test('the whole set is read, with the platforms at their own addresses', () => {
  const read = readConfig({ ...wechat, ...wecom });
  expect(read).toMatchObject({ ok: true, config: { wechat: { appId: 'wx1', apiUrl: 'https://api.weixin.qq.com' }, wecom: { agentId: 1_000_002, apiUrl: 'https://qyapi.weixin.qq.com', oauthUrl: 'https://open.weixin.qq.com/connect/oauth2/authorize', qrUrl: 'https://login.work.weixin.qq.com/wwlogin/sso/login', duplicateCheck: false } } });
  expect(readConfig({ ...wecom, WECOM_DUPLICATE_CHECK: 'on' })).toMatchObject({ config: { wecom: { duplicateCheck: true } } });
});
