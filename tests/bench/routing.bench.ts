import { startAsked, type AskedChild } from './asked-child';
import { works, type DeskOrder, type DeskTimed, type DeskWork } from './desk-order';
import { median } from './median';
import { report } from './report';

const SMALL = 100;
const BIG = 100_000;
const GROUP = 100;
const ROUNDS = 7;
/** How often in a round, so that each lasts some tenths of a second. */
const TIMES: Record<DeskWork, number> = { route: 3_000, decide: 1_000, open: 200 };
const ENTRIES = ['designated', 'group'] as const;

/** A desk in a process of its own, so that neither pays for the other's memory. */
async function startDesk(agents: number): Promise<AskedChild<DeskOrder, DeskTimed>> {
  const desk = startAsked<DeskOrder, DeskTimed>('desk-process.ts');
  await desk.ask({ agents, group: GROUP });
  return desk;
}

/** What a tap costs in a small desk and in a big one, for an entry that names a person and for one that names a group. */
async function main(): Promise<void> {
  const small = await startDesk(SMALL);
  const big = await startDesk(BIG);
  const rows: Record<string, string | number>[] = [];
  const ratios = new Map<string, number>();
  try {
    for (const work of works) {
      for (const entry of ENTRIES) {
        const found: { small: number[]; big: number[] } = { small: [], big: [] };
        // the first round only warms up
        for (let round = 0; round <= ROUNDS; round += 1) {
          const order = { work, entry, times: TIMES[work] };
          const inSmall = await small.ask(order);
          const inBig = await big.ask(order);
          if (round === 0) continue;
          found.small.push(inSmall.micros);
          found.big.push(inBig.micros);
        }
        const ratio = median(found.big.map((micros, round) => micros / (found.small[round] ?? NaN)));
        ratios.set(`${work} ${entry}`, ratio);
        rows.push({ work, entry, [`µs, ${SMALL} agents`]: median(found.small), [`µs, ${BIG} agents`]: median(found.big), ratio });
      }
    }
  } finally {
    small.end();
    big.end();
  }
  report({
    name: 'routing',
    settings: { group: GROUP, rounds: ROUNDS, ...TIMES, records: 'SQLite, WAL, synchronous FULL', live: 'in the process', agents: 'all on duty, without limits' },
    rows,
    aims: works.map((work) => ({ what: `${work}, designated hit, ${BIG} agents against ${SMALL}`, found: ratios.get(`${work} designated`) ?? NaN, bound: 2, better: 'lower' })),
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
