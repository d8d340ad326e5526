import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second (USER_HZ). */
const TICKS = 100;

/** Seconds of processor time a process has used so far, in all its threads, for itself and in the kernel. Linux only. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // the name in brackets may hold blanks; utime and stime are the 12th and 13th field after it
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
