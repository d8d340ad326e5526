import { startProcess, type Ending, type RunningProcess } from '../servers/process';
import { serverBundle } from './bundles';

/** One server process that can be ended and started again on the same port and data. */
export interface ServerNode {
  readonly url: string;
  start(): Promise<void>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and how it ended. */
  stop(): Promise<Ending>;
  /** Everything printed since the last start. */
  printed(): string;
  running(): boolean;
  /** Of the process, while it runs. */
  pid(): number | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** What the machine's own environment may not decide in a journey. */
const blank: Env = { NODE_ENV: 'test', DATABASE_URL: undefined, REDIS_URL: undefined, TRIAL: undefined, PUBLIC_URL: undefined, WECOM_ROBOT_URL: undefined };

/** Added to the server's command line, as in the benchmarks. */
const flags = (process.env['BENCH_SERVER_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');

export const startServer = (env: Env): Promise<RunningProcess> =>
  startProcess({
    command: process.execPath,
    args: [...flags, serverBundle],
    env: { ...blank, ...env },
    listening: (printed) => printed.includes('"msg":"listening"'),
  });

/** Not started yet. */
export function createNode(port: number, env: Env): ServerNode {
  let process: RunningProcess | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    async start() {
      process = await startServer({ ...env, PORT: String(port), HOST: '127.0.0.1' });
    },
    async kill() {
      process?.signal('SIGKILL');
      await process?.ended;
      process = undefined;
    },
    async stop() {
      const ending = await process?.stop();
      process = undefined;
      return ending ?? { code: null, signal: null };
    },
    printed: () => process?.printed() ?? '',
    running: () => process !== undefined,
    pid: () => process?.pid,
  };
}
