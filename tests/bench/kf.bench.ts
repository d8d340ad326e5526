import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastItemAt, untilAtRest } from '../journeys/kf-books';
import { switched } from '../journeys/kf-room';
import { placeOf } from '../journeys/kf-storm';
import { kfAccount } from '../journeys/shop';
import { startStage, type Stage } from '../journeys/stage';
import { until } from '../journeys/until';
import { startPostgres } from '../servers/postgres';
import { findPostgres } from '../servers/program';
import { startAsked } from './asked-child';
import type { KfLimitOrder } from './kf-limit-order';
import type { LimitResult } from './limit-order';
import { median } from './median';
import { cpuSeconds } from './processor-time';
import { report, type Aim } from './report';

const CUSTOMERS = 1_000;
const ITEMS = 20_000;
/** The sandbox takes so many at once. */
const MOST_AT_ONCE = 10_000;
const ROUNDS = 3;
/** As many customers as the desk serves at once. */
const GROUP = 64;
/** New customers a second, and for how long (s). */
const RATE = 10;
const SECONDS = 20;

type Row = Record<string, string | number>;

async function openShop(databaseUrl?: string): Promise<Stage> {
  const stage = await startStage({
    shop: { agents: { li: '李雷', wang: '王芳', chen: '陈晨' }, buttons: [{ key: 'sales', ladder: ['everyone'], kf: {} }] },
    env: { NODE_ENV: 'production', SWEEP_MS: '5000', RECEIVERS_MS: '2000' }, ...(databaseUrl !== undefined && { databaseUrl }),
  });
  await switched(stage, 'receiving', 'li', 'wang', 'chen');
  return stage;
}

const made = async ({ platform }: Stage, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, (_, one) => platform.kf.newCustomer({ nickname: `访客 ${one}` })));

/** Prepares items behind one hint and waits until the server has acted on them; seconds of the clock and of its processor. */
async function tell(stage: Stage, customers: readonly string[], count: number): Promise<{ seconds: number; cpu: number }> {
  const { platform, nodes } = stage;
  const pid = nodes[0]?.pid();
  if (pid === undefined) throw new Error('no server');
  for (let left = count; left > MOST_AT_ONCE; left -= MOST_AT_ONCE) {
    await platform.kf.dropCallbacks(1);
    await platform.kf.batch(customers, MOST_AT_ONCE, { text: '请问订单什么时候发货？谢谢' });
  }
  const before = cpuSeconds(pid);
  const [begun, since] = [process.hrtime.bigint(), Date.now()];
  await platform.kf.batch(customers, ((count - 1) % MOST_AT_ONCE) + 1, { text: '请问订单什么时候发货？谢谢' });
  await untilAtRest(placeOf(stage), since, 300_000);
  return { seconds: Number(process.hrtime.bigint() - begun) / 1e9, cpu: cpuSeconds(pid) - before };
}

async function measureWords(store: string, databaseUrl?: string): Promise<{ rows: Row[]; aims: Aim[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-limit-'));
  const limit = startAsked<KfLimitOrder, LimitResult>('kf-limit.ts');
  const stage = await openShop(databaseUrl);
  try {
    const customers = await made(stage, CUSTOMERS);
    const first = await tell(stage, customers, CUSTOMERS);
    const order: KfLimitOrder = { path: join(folder, 'limit.db'), count: ITEMS, customers: CUSTOMERS, group: GROUP, ...(databaseUrl !== undefined && { databaseUrl }) };
    await limit.ask(order);
    const ours: { seconds: number; cpu: number }[] = [];
    const limits: LimitResult[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await tell(stage, customers, ITEMS));
      limits.push(await limit.ask(order));
    }
    const perSecond = median(ours.map(({ seconds }) => ITEMS / seconds));
    const perCpuSecond = median(ours.map(({ cpu }) => ITEMS / cpu));
    return {
      rows: [
        { name: `${store}, first words, each assigned`, perSecond: CUSTOMERS / first.seconds, perCpuSecond: CUSTOMERS / first.cpu },
        {
          name: `${store}, words in open conversations`, perSecond, perCpuSecond,
          limitPerSecond: median(limits.map((one) => one.perSecond)), limitPerCpuSecond: median(limits.map((one) => one.perCpuSecond)),
        },
      ],
      aims: [{
        what: `${store}: words against the limit`, bound: 0.05, better: 'higher',
        found: median(ours.map(({ seconds }, round) => ITEMS / seconds / (limits[round]?.perSecond ?? NaN))),
      }],
    };
  } finally {
    limit.end();
    await stage.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** New customers write at a steady rate; from when WeCom has the word, and calls back, until it is told who answers. */
async function measureTold(): Promise<{ rows: Row[]; aims: Aim[] }> {
  const stage = await openShop();
  try {
    const { platform } = stage;
    const customers = await made(stage, RATE * SECONDS);
    const begun = Date.now();
    const said = await Promise.all(customers.map(async (id, one) => {
      await until('it is his turn', () => Date.now() - begun >= (one * 1_000) / RATE, (SECONDS + 10) * 1_000);
      return platform.kf.customerAct(id, 'say', { openKfId: kfAccount, text: '在吗', wait: true });
    }));
    await untilAtRest(placeOf(stage), await lastItemAt(platform), 30_000);
    const { entries } = await platform.ledger();
    const took = entries.flatMap((entry) => {
      if (entry.type !== 'trans' || entry.to !== 3) return [];
      const word = entries.find((one) => one.type === 'item' && one.origin === 3 && one.who === entry.who);
      return word?.type === 'item' ? [entry.at - word.at] : [];
    }).sort((a, b) => a - b);
    if (took.length !== said.length) throw new Error(`${said.length} wrote, ${took.length} were given to somebody`);
    const quantile = (q: number): number => took[Math.min(took.length - 1, Math.floor(took.length * q))] ?? NaN;
    return {
      rows: [{ name: `sqlite, word to servicer, ${RATE} new customers/s`, p50Ms: quantile(0.5), p99Ms: quantile(0.99) }],
      aims: [{ what: 'from the callback to trans, p99 (ms)', found: quantile(0.99), bound: 1_000, better: 'lower' }],
    };
  } finally {
    await stage.end();
  }
}

/** What 微信客服 tells through the pull loop: pulled, kept, acted on, announced; and how soon WeCom hears who answers. */
async function main(): Promise<void> {
  const parts = [await measureWords('sqlite')];
  if (findPostgres() === undefined) console.log('PostgreSQL is not installed: left out.');
  else {
    const postgres = await startPostgres();
    try {
      parts.push(await measureWords('postgres', await postgres.createDatabase('bench')));
    } finally {
      await postgres.stop();
    }
  }
  parts.push(await measureTold());
  report({
    name: 'kf',
    settings: {
      customers: CUSTOMERS, items: ITEMS, rounds: ROUNDS, groupOfLimit: GROUP, sqlite: 'WAL, synchronous FULL', postgres: 'fsync on', live: 'in the process',
      platform: 'the sandbox, answering from memory, through a proxy of this process', server: 'as shipped, LOG_LEVEL info',
    },
    rows: parts.flatMap(({ rows }) => rows),
    aims: parts.flatMap(({ aims }) => aims),
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
