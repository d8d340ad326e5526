import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Ties a process (and the folder it writes to) to this one: should a test run be killed, nothing stays behind.
 * A shell waits for the pipe from us to close, which the kernel does however we end.
 * Returns the function that unties; call it once the process has ended by itself, before its pid can be reused.
 */
export const tether = (pid: number, folder?: string): (() => void) => {
  const script = 'cat >/dev/null; kill -9 "$0" 2>/dev/null; if [ -n "$1" ]; then rm -rf "$1"; fi';
  const shell = spawn('sh', ['-c', script, String(pid), folder ?? ''], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  return () => {
    shell.kill('SIGKILL');
    shell.stdin.destroy();
  };
};
