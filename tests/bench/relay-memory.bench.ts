import { serveChat, withVisitors } from './chat-shop';
import type { Target } from './load';
import { startPeer } from './peer';
import type { RelayPlace } from './relay-order';
import { report } from './report';
import { collectFlags, residentMemory } from './resident-memory';

const SOCKETS = 5_000;
const MOST_KB = 15;

/** kB for each socket that nobody uses. */
interface PerSocket {
  /** More than before they came; with what the store has read and keeps, which is bounded. */
  came: number;
  /** Less after they have gone. */
  went: number;
}

async function perSocket({ pid }: Target, place: RelayPlace, talking: boolean): Promise<PerSocket> {
  const each = (bytes: number): number => bytes / place.visitors.length / 1_000;
  const before = await residentMemory(pid);
  const there = await withVisitors(place, talking, () => residentMemory(pid));
  return { came: each(there - before), went: each(there - (await residentMemory(pid))) };
}

async function ours(talking: boolean): Promise<PerSocket> {
  const { shop, place } = await serveChat({ visitors: SOCKETS, flags: collectFlags });
  return perSocket(shop, place, talking).finally(() => shop.stop());
}

async function bare(): Promise<PerSocket> {
  const peer = await startPeer('ws-peer.ts', {}, collectFlags);
  const visitors = Array.from({ length: SOCKETS }, () => '');
  return perSocket(peer, { against: 'bare', port: peer.port, visitors, agents: {}, entry: '' }, false).finally(() => peer.stop());
}

/** Memory of idle sockets: of visitors who have signed in, of such who are shown their conversation, and of bare `ws`. */
async function main(): Promise<void> {
  const signedIn = await ours(false);
  const talking = await ours(true);
  report({
    name: 'relay-memory',
    settings: { sockets: SOCKETS, memory: 'resident, kB for each, garbage collected', records: 'SQLite, WAL, synchronous FULL, at most 64 MB of pages in memory', live: 'in the process' },
    rows: [{ name: 'signed in', ...signedIn }, { name: 'each with its conversation', ...talking }, { name: 'bare ws', ...(await bare()) }],
    aims: [
      { what: 'signed in: kB for each', found: signedIn.came, bound: MOST_KB, better: 'lower' },
      { what: 'each with its conversation: kB for each, given back when they go', found: talking.went, bound: MOST_KB, better: 'lower' },
    ],
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
