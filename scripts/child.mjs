import { spawn } from 'node:child_process';

/**
 * A child process whose words go to our own output, and which can be stopped for certain.
 * @param {string} name for messages
 * @param {string[]} args of node
 * @param {{cwd: string, env: object, onLine?: (line: string) => boolean}} options `onLine` sees each line of its output and answers whether to hide it
 */
export const startChild = (name, args, { cwd, env, onLine }) => {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit'] });
  let running = true;
  const ended = new Promise((resolve) => {
    const finish = (code, signal) => {
      running = false;
      resolve({ name, code, signal });
    };
    child.once('exit', finish);
    child.once('error', (error) => {
      console.error(`${name}: ${error.message}`);
      finish(1, null);
    });
  });
  if (onLine) {
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (!onLine(line)) console.log(line);
    });
  }
  /** Asks it to end, and after `patience` ms makes it end. */
  const stop = async (patience = 15_000) => {
    if (running) child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), patience);
    const ending = await ended;
    clearTimeout(late);
    return ending;
  };
  return { name, ended, stop, running: () => running };
};
