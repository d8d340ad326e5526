import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shopConfig } from '../journeys/shop';
import { until } from '../journeys/until';
import { startPostgres } from '../servers/postgres';
import { findPostgres } from '../servers/program';
import { startAsked } from './asked-child';
import type { LimitOrder, LimitResult } from './limit-order';
import { load, rawRequest, type Measured } from './load';
import { median } from './median';
import { makePushes, type Format, type SecurePush } from './pushes';
import { report, type Aim } from './report';
import { serveShop, type ServedShop } from './served-shop';

const AGENTS = 20;
const VISITORS = 1_000;
const ROUNDS = 3;
const PER_ROUND = 10_000;
const CONNECTIONS = 100;
/** As many are under way as with the server: one half is written while the other is prepared. */
const GROUP = CONNECTIONS / 2;
const WARM_UP = 10_000;

const agents = Object.fromEntries(Array.from({ length: AGENTS }, (_, index) => [`agent-${index}`, `客服 ${index}`]));
const config = shopConfig({ agents, buttons: [{ key: 'presales', ladder: ['everyone'] }] });
for (const group of config.groups) group.strategy = 'least-busy';

/** No push is made twice in a run. */
let made = 0;
const pushes = (format: Format, count: number): SecurePush[] => makePushes(format, VISITORS, (made += count) - count, count);
const requestOf = ({ path, contentType, body }: SecurePush): Buffer => rawRequest('POST', path, { 'content-type': contentType }, body);

/** Every visitor writes once; then his conversation is open and somebody's, as in the middle of a day. */
async function openConversations(shop: ServedShop): Promise<void> {
  await load(shop, pushes('json', VISITORS).map(requestOf), { connections: CONNECTIONS });
  await until('everybody has an agent', async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${shop.port}/metrics`)).text();
    return !/^zhida_waiting\{.*\} [1-9]/m.test(metrics);
  }, 30_000);
  await load(shop, pushes('json', WARM_UP).map(requestOf), { connections: CONNECTIONS });
}

interface Found {
  rows: Record<string, string | number>[];
  aims: Aim[];
}

async function measure(store: string, databaseUrl?: string): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-limit-'));
  const shop = await serveShop({ config, ...(databaseUrl !== undefined && { databaseUrl }) });
  const limit = startAsked<LimitOrder, LimitResult>('callback-limit.ts');
  const found: Found = { rows: [], aims: [] };
  const order = (round: readonly SecurePush[]): LimitOrder => {
    writeFileSync(join(folder, 'pushes.json'), JSON.stringify(round));
    return { file: join(folder, 'pushes.json'), path: join(folder, 'limit.db'), group: GROUP, ...(databaseUrl !== undefined && { databaseUrl }) };
  };
  try {
    await openConversations(shop);
    await limit.ask(order(pushes('json', PER_ROUND)));
    for (const format of ['json', 'xml'] as const) {
      const ours: Measured[] = [];
      const limits: LimitResult[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const batch = pushes(format, PER_ROUND);
        ours.push(await load(shop, batch.map(requestOf), { connections: CONNECTIONS }));
        limits.push(await limit.ask(order(batch)));
      }
      const middle = (field: 'perSecond' | 'perCpuSecond' | 'p50Ms' | 'p99Ms'): number => median(ours.map((one) => one[field]));
      const ratio = median(ours.map((one, round) => one.perSecond / (limits[round]?.perSecond ?? NaN)));
      const name = `${store}, ${format}`;
      found.rows.push({
        name, perSecond: middle('perSecond'), perCpuSecond: middle('perCpuSecond'), p50Ms: middle('p50Ms'), p99Ms: middle('p99Ms'),
        limitPerSecond: median(limits.map((one) => one.perSecond)), limitPerCpuSecond: median(limits.map((one) => one.perCpuSecond)),
      });
      found.aims.push(
        { what: `${name}: against the limit`, found: ratio, bound: 0.4, better: 'higher' },
        { what: `${name}: per CPU second of the server, all threads`, found: middle('perCpuSecond'), bound: 8_000, better: 'higher' },
      );
    }
    return found;
  } finally {
    limit.end();
    await shop.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pushes over HTTP, verified, decrypted, durably stored, acknowledged; against the same crypto and grouped inserts alone. */
async function main(): Promise<void> {
  const parts = [await measure('sqlite')];
  if (findPostgres() === undefined) console.log('PostgreSQL is not installed: left out.');
  else {
    const postgres = await startPostgres();
    try {
      parts.push(await measure('postgres', await postgres.createDatabase('bench')));
    } finally {
      await postgres.stop();
    }
  }
  report({
    name: 'callback',
    settings: {
      mode: 'secure', visitors: VISITORS, connections: CONNECTIONS, groupOfLimit: GROUP, rounds: ROUNDS, perRound: PER_ROUND,
      sqlite: 'WAL, synchronous FULL', postgres: 'fsync on', live: 'in the process', wecom: 'none, agents at the workbench', server: 'as shipped, LOG_LEVEL info',
    },
    rows: parts.flatMap(({ rows }) => rows),
    aims: parts.flatMap(({ aims }) => aims),
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
