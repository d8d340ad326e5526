import { manySockets, serveChat, withVisitors } from './chat-shop';
import { cpuSeconds } from './processor-time';
import { report } from './report';

/** Words that those who come back have missed. */
const MISSED = 2;

/** The server is killed and started anew: how long until everybody is back, with what he missed. */
async function main(): Promise<void> {
  const { shop, place } = await serveChat({ visitors: manySockets });
  try {
    const { seconds, cpu } = await withVisitors(place, true, async (visitors) => {
      // so that there is something to miss
      await visitors.ask({ do: 'rush', underWay: 100, forMs: 4_000 });
      const back = visitors.ask({ do: 'lose', missed: MISSED });
      await shop.restart();
      const { seconds: took } = await back;
      return { seconds: took, cpu: cpuSeconds(shop.pid) };
    });
    report({
      name: 'relay-return',
      settings: { sockets: manySockets, missed: MISSED, records: 'SQLite, WAL, synchronous FULL', live: 'in the process', pauses: 'from 50 ms on, doubled up to 800 ms, and up to as much by chance' },
      rows: [{ name: `${manySockets} sockets back after a kill`, seconds, serverCpuSeconds: cpu }],
      aims: [{ what: `${manySockets} sockets back after a kill (s)`, found: seconds, bound: 5, better: 'lower' }],
    });
  } finally {
    await shop.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
