import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../servers/free-port';
import { startProcess, type RunningProcess } from '../servers/process';
import { smallCheckout, type Checkout } from './checkout';

const listen = (portName: string, ready: string): string => `
import { createServer } from 'node:http';
const server = createServer((_request, answer) => answer.end(JSON.stringify(process.env)));
server.listen(Number(process.env.${portName}), '127.0.0.1', () => { ${ready} });
process.on('SIGTERM', () => { console.log(process.argv[1] + ' says goodbye'); process.exit(0); });
`;
const sandbox = listen('SANDBOX_PORT', "console.log(JSON.stringify({ listening: 'http://127.0.0.1:' + (server.address() as any).port }));");
const server = listen('PORT', '');
const config = `if (!process.env.WECHAT_APPID) { console.error('missing: WECHAT_APPID'); process.exit(1); }\n`;

const noSettings = Object.fromEntries(Object.keys(process.env).filter((name) => /^(WECHAT|WECOM|SANDBOX)_|^(PORT|HOST|DATA_DIR|NODE_ENV)$/.test(name)).map((name) => [name, undefined]));

describe('npm start', () => {
  let checkout: Checkout;
  let port: number;
  let running: RunningProcess | undefined;

  beforeEach(async () => {
    checkout = smallCheckout({ 'server/main.ts': config + server, 'sandbox/main.ts': sandbox });
    port = await freePort();
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    checkout.remove();
  });

  const start = async (env: Readonly<Record<string, string>> = {}, until = 'Ctrl+C'): Promise<RunningProcess> => {
    running = await startProcess({
      command: process.execPath,
      args: ['scripts/start.mjs'],
      cwd: checkout.folder,
      env: { ...noSettings, PORT: String(port), ...env },
      listening: (printed) => printed.includes(until),
    });
    return running;
  };
  const seenBy = async (url: string): Promise<Record<string, string>> => {
    const answer: Record<string, string> = JSON.parse(await (await fetch(url)).text());
    return answer;
  };
  const reachable = (url: string): Promise<boolean> => fetch(url).then(() => true, () => false);
  const sandboxUrl = (printed: string): string => /Sandbox.*(http:\S+)\//.exec(printed)?.[1] ?? '';

  test('trial mode: server and sandbox agree on secrets, and the logins are printed', async () => {
    const { printed } = await start();
    const given = await seenBy(`http://127.0.0.1:${port}`);
    const pretended = await seenBy(sandboxUrl(printed()));
    expect(given.TRIAL).toBe('1');
    expect(given.WECHAT_API_URL).toBe(`${sandboxUrl(printed())}/wechat`);
    for (const name of ['WECHAT_APPID', 'WECHAT_SECRET', 'WECHAT_TOKEN', 'WECHAT_AES_KEY', 'WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY']) {
      expect(given[name]).toBeTruthy();
      expect(pretended[name]).toBe(given[name]);
    }
    expect(given.WECHAT_AES_KEY).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(pretended.SANDBOX_WECHAT_PUSH_URL).toBe(`http://127.0.0.1:${port}/callbacks/wechat`);
    expect(printed()).toContain(`admin / ${given.ADMIN_PASSWORD}`);
    expect(printed()).toContain(`li / ${given.TRIAL_AGENT_PASSWORD}`);
    expect(printed()).toContain('试用模式');
  });

  test('the secrets outlive a restart, differ between data folders and are for the owner only', async () => {
    await start();
    const first = await seenBy(`http://127.0.0.1:${port}`);
    await running?.stop();
    await start();
    expect((await seenBy(`http://127.0.0.1:${port}`)).SESSION_SECRET).toBe(first.SESSION_SECRET);
    await running?.stop();
    await start({ DATA_DIR: 'other' });
    expect((await seenBy(`http://127.0.0.1:${port}`)).SESSION_SECRET).not.toBe(first.SESSION_SECRET);
    for (const folder of ['data', 'other']) expect(statSync(join(checkout.folder, folder, 'trial.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(checkout.folder, 'data/trial.json'), 'utf8')).toContain(first.SESSION_SECRET);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops both and is no failure', async (signal) => {
    const { printed, stop } = await start();
    const url = sandboxUrl(printed());
    expect(await stop(signal)).toEqual({ code: 0, signal: null });
    expect(printed().match(/says goodbye/g)).toHaveLength(2);
    expect(printed().indexOf('server/main')).toBeLessThan(printed().indexOf('sandbox/main'));
    expect([await reachable(url), await reachable(`http://127.0.0.1:${port}`)]).toEqual([false, false]);
  });

  test.each(['server', 'sandbox'])('when the %s dies, the other is stopped and the exit code says so', async (name) => {
    const dies = `setTimeout(() => process.exit(0), 700);\n`;
    checkout.write(`${name}/main.ts`, (name === 'server' ? server : sandbox) + dies);
    const { ended, printed } = await start({}, 'stopping');
    expect((await ended).code).toBe(1);
    expect(printed()).toContain(`${name} ended by itself`);
    expect(await reachable(`http://127.0.0.1:${port}`)).toBe(false);
  });

  test('a taken port is said before anything starts', async () => {
    const other: Server = createServer().listen(port, '127.0.0.1');
    try {
      const { ended, printed } = await start({}, 'PORT=');
      expect((await ended).code).toBe(1);
      expect(printed()).toContain(`端口 ${port} 已被占用`);
      expect(printed()).toContain(`PORT=${port + 1} npm start`);
    } finally {
      other.close();
    }
  });

  test('with settings there is no sandbox and no trial', async () => {
    checkout.write('.env', 'WECHAT_APPID="wx1"\nPORT=1\n');
    const { printed } = await start();
    const given = await seenBy(`http://127.0.0.1:${port}`);
    expect(given.WECHAT_APPID).toBe('wx1');
    expect(given.TRIAL).toBeUndefined();
    expect(printed()).not.toContain('Sandbox');
    expect(printed()).not.toContain('admin /');
  });

  test('production without settings is refused in the words of the server', async () => {
    const { ended, printed } = await start({ NODE_ENV: 'production' }, 'missing');
    expect((await ended).code).toBe(1);
    expect(printed()).toContain('missing: WECHAT_APPID');
    expect(printed()).not.toContain('试用');
  });
});
