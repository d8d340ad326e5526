import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { textAt } from './stage';

const root = join(__dirname, '../..');
const running: ChildProcess[] = [];

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'sandbox/main.ts'), ...args], { cwd: root, env: { PATH: process.env['PATH'] ?? '', ...env } });
  running.push(child);
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (out.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (out.stderr += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const line = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => out.stdout.includes('\n') && resolve(out.stdout));
    child.on('close', () => reject(new Error(out.stderr)));
  });
  return { child, out, ended, line };
}

afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

describe('the sandbox process', () => {
  it('prints where it listens, takes settings from the environment and stops on SIGTERM', async () => {
    const { child, ended, line } = start(['--port', '0'], { WECHAT_APPID: 'wxfromenv', WECOM_AGENT_ID: '77' });
    const printed: unknown = JSON.parse(await line);
    const listening = textAt(printed, 'listening');
    expect(listening).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const settings: unknown = await (await fetch(`${listening}/control/settings`)).json();
    expect(settings).toMatchObject({ wechat: { appid: 'wxfromenv' }, wecom: { agentId: 77 } });
    await fetch(`${listening}/control/events`);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('says what is wrong with its settings and ends', async () => {
    const { out, ended, line } = start([], { WECHAT_AES_KEY: 'short' });
    line.catch(() => undefined);
    expect(await ended).toBe(1);
    expect(out.stderr).toContain('/wechat/aesKey');
  });
});
