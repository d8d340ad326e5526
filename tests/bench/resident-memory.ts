import { readFileSync } from 'node:fs';

/** For the command line of a process whose memory is measured: it collects its garbage when told to. */
export const collectFlags = ['--expose-gc', '--import=data:text/javascript,process.on("SIGUSR2",()=>gc())'];

const LOOK_MS = 500;
const MOST_LOOKS = 20;
/** Less than so much (bytes) from one look to the next is no change. */
const STILL = 256 * 1024;

const resident = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) * 1024;

/** Bytes a process has in memory once its garbage is collected and no more of it goes. Linux only. */
export async function residentMemory(pid: number): Promise<number> {
  let before = Infinity;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    process.kill(pid, 'SIGUSR2');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const found = resident(pid);
    if (Math.abs(before - found) < STILL) return found;
    before = found;
  }
  return before;
}
