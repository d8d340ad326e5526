import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../journeys/bundles';
import { freePort } from './free-port';
import { startProcess } from './process';

/** A trial as `npm start` starts it: server and sandbox with data of their own. */
export interface Trial {
  readonly server: string;
  readonly sandbox: string;
  /** The password that was printed for a login. */
  password(login: string): string;
  stop(): Promise<void>;
}

/** What the machine's own environment may not decide. */
const noSettings = Object.fromEntries(Object.keys(process.env).filter((name) => /^(WECHAT|WECOM|SANDBOX)_|^(PORT|HOST|DATA_DIR|NODE_ENV|DATABASE_URL|REDIS_URL)$/.test(name)).map((name) => [name, undefined]));

/** `env`: settings besides those of its own. */
export async function startTrial(env: Readonly<Record<string, string>> = {}): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-trial-'));
  const port = await freePort();
  const started = await startProcess({
    command: process.execPath,
    args: ['scripts/start.mjs'],
    cwd: root,
    env: { ...noSettings, ...env, PORT: String(port), DATA_DIR: folder },
    folder,
    listening: (printed) => printed.includes('Ctrl+C'),
    deadline: 120_000,
  });
  return {
    server: `http://127.0.0.1:${port}`,
    sandbox: /Sandbox.*(http:\S+)\//.exec(started.printed())?.[1] ?? '',
    password: (login) => new RegExp(` ${login} / (\\S+)`).exec(started.printed())?.[1] ?? '',
    async stop() {
      await started.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
