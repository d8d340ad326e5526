import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { tether } from './tether';

export interface ProcessPlan {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of the test run; `undefined` takes a name away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly uid?: number;
  readonly gid?: number;
  /** Removed when the test run dies before it could stop the process. */
  readonly folder?: string;
  /** How to know that it listens: asked every 20 ms with everything printed so far (both streams). */
  readonly listening: (printed: string) => boolean | Promise<boolean>;
  /** Milliseconds until starting counts as failed. */
  readonly deadline?: number;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  readonly pid: number;
  /** Everything printed so far, both streams together. */
  readonly printed: () => string;
  readonly ended: Promise<Ending>;
  /** Any signal, e.g. SIGKILL for a crash or SIGSTOP for a hang. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** Sends `name` (SIGTERM) and waits; after 10 s the process is killed. A second call only waits. */
  readonly stop: (name?: NodeJS.Signals) => Promise<Ending>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts a process and waits until it listens. Throws, with what it printed, when it ends or stays silent too long. */
export const startProcess = async (plan: ProcessPlan): Promise<RunningProcess> => {
  const env = Object.fromEntries(Object.entries({ ...process.env, ...plan.env }).filter(([, value]) => value !== undefined));
  const child = spawn(plan.command, [...plan.args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(plan.cwd === undefined ? {} : { cwd: plan.cwd }),
    ...(plan.uid === undefined ? {} : { uid: plan.uid }),
    ...(plan.gid === undefined ? {} : { gid: plan.gid }),
  });
  let text = '';
  let ending: Ending | undefined;
  const keep = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<Ending>((resolve) => {
    const finish = (value: Ending): void => resolve((ending = value));
    child.once('error', (error) => {
      text += error.message;
      finish({ code: null, signal: null });
    });
    child.once('exit', (code, signal) => {
      // its last words may still be in the pipe; a grandchild may hold that pipe open for ever
      const enough = setTimeout(() => finish({ code, signal }), 300);
      child.once('close', () => {
        clearTimeout(enough);
        finish({ code, signal });
      });
    });
  });
  // a test that forgets to stop shall not keep the run alive: the tether ends the process with us
  child.unref();
  for (const pipe of [child.stdout, child.stderr]) if (pipe instanceof Socket) pipe.unref();
  const pid = child.pid;
  if (pid === undefined) {
    await ended;
    throw new Error(`${plan.command} could not be started: ${text}`);
  }
  const untie = tether(pid, plan.folder);
  void ended.then(untie);

  const stop = async (name: NodeJS.Signals = 'SIGTERM'): Promise<Ending> => {
    if (ending === undefined) child.kill(name);
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    const result = await ended;
    clearTimeout(late);
    return result;
  };

  const until = Date.now() + (plan.deadline ?? 20_000);
  while (!(await plan.listening(text))) {
    if (ending !== undefined) throw new Error(`${plan.command} ended before it listened: ${text}`);
    if (Date.now() > until) {
      await stop('SIGKILL');
      throw new Error(`${plan.command} did not listen in time: ${text}`);
    }
    await pause(20);
  }
  return { pid, printed: () => text, ended, signal: (name) => void child.kill(name), stop };
};
