import { serveChat, withVisitors } from './chat-shop';
import type { Target } from './load';
import { startPeer } from './peer';
import type { RelayPlace } from './relay-order';
import { report } from './report';
import { collectFlags, residentMemory } from './resident-memory';

const SOCKETS = 5_000;
const MOST_KB = 15;

/** kB that one more socket takes which nobody uses. */
async function perSocket({ pid }: Target, place: RelayPlace, talking: boolean): Promise<number> {
  const before = await residentMemory(pid);
  const grown = await withVisitors(place, talking, async () => (await residentMemory(pid)) - before);
  return grown / place.visitors.length / 1_000;
}

async function ours(talking: boolean): Promise<number> {
  const { shop, place } = await serveChat({ visitors: SOCKETS, flags: collectFlags });
  return perSocket(shop, place, talking).finally(() => shop.stop());
}

async function bare(): Promise<number> {
  const peer = await startPeer('ws-peer.ts', {}, collectFlags);
  const visitors = Array.from({ length: SOCKETS }, () => '');
  return perSocket(peer, { against: 'bare', port: peer.port, visitors, agents: {}, entry: '' }, false).finally(() => peer.stop());
}

/** Memory of idle sockets: of visitors who have signed in, of such who are shown their conversation, and of bare `ws`. */
async function main(): Promise<void> {
  const signedIn = await ours(false);
  const talking = await ours(true);
  const rows = [
    { name: 'signed in', kbPerSocket: signedIn },
    { name: 'each with its conversation', kbPerSocket: talking },
    { name: 'bare ws', kbPerSocket: await bare() },
  ];
  report({
    name: 'relay-memory',
    settings: { sockets: SOCKETS, memory: 'resident, garbage collected, more than before they came', records: 'SQLite, WAL, synchronous FULL', live: 'in the process' },
    rows,
    aims: [
      { what: 'signed in: kB for each', found: signedIn, bound: MOST_KB, better: 'lower' },
      { what: 'each with its conversation: kB for each', found: talking, bound: MOST_KB, better: 'lower' },
    ],
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
