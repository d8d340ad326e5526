import { shopConfig } from '../journeys/shop';
import { startAsked, type AskedChild } from './asked-child';
import type { Target } from './load';
import { cpuSeconds } from './processor-time';
import type { RelayOrder, RelayPlace, RelayResult } from './relay-order';
import type { Aim } from './report';
import { serveShop, type ServedShop } from './served-shop';
import { signInAgents, signInVisitors } from './signed-in';

const AGENTS = 20;
const ENTRY = 'chat';

/** Where all visitors of a benchmark are at once. */
export const manySockets = 2_000;

const names = Array.from({ length: AGENTS }, (_, index) => `agent-${index}`);

/** One button of our own chat page, answered by whoever has least to do. */
export const chatShop = shopConfig({ agents: Object.fromEntries(names.map((name) => [name, name])), buttons: [{ key: ENTRY, ladder: ['everyone'] }] });
for (const group of chatShop.groups) group.strategy = 'least-busy';
for (const entry of chatShop.entries) Object.assign(entry, { channel: 'chat', isDefault: false });

/** What a part of a benchmark found. */
export interface Found {
  rows: Record<string, string | number>[];
  aims: Aim[];
}

export interface ServedChat {
  shop: ServedShop;
  place: RelayPlace;
}

/** Our server with so many visitors signed in, and its agents too. */
export async function serveChat({ visitors, databaseUrl, flags }: { visitors: number; databaseUrl?: string; flags?: readonly string[] }): Promise<ServedChat> {
  let tokens: string[] = [];
  let agents: Record<string, string> = {};
  const shop = await serveShop({
    config: chatShop, ...(databaseUrl !== undefined && { databaseUrl }), ...(flags && { flags }),
    prepare: async (records) => {
      tokens = await signInVisitors(records, visitors);
      agents = await signInAgents(records, names);
    },
  });
  return { shop, place: { against: 'zhida', port: shop.port, visitors: tokens, agents, entry: ENTRY } };
}

export type RelayLoad = AskedChild<RelayOrder, RelayResult>;

/** Connects them from a process of its own. `work` is given it and needs not end it. */
export async function withVisitors<T>(place: RelayPlace, talking: boolean, work: (visitors: RelayLoad) => Promise<T>): Promise<T> {
  const visitors = startAsked<RelayOrder, RelayResult>('relay-load.ts');
  try {
    await visitors.ask({ do: 'connect', place, talking });
    const result = await work(visitors);
    await visitors.ask({ do: 'leave' });
    return result;
  } finally {
    visitors.end();
  }
}

export interface Relayed extends RelayResult {
  perSecond: number;
  perCpuSecond: number;
  /** Of one core: near to 1 it is the load generator that was measured. */
  loadBusy: number;
}

/** Something asked of the visitors, with what it cost the server. */
export async function relay(visitors: RelayLoad, { pid }: Target, order: RelayOrder): Promise<Relayed> {
  const before = cpuSeconds(pid);
  const result = await visitors.ask(order);
  const used = cpuSeconds(pid) - before;
  return { ...result, perSecond: result.messages / result.seconds, perCpuSecond: result.messages / used, loadBusy: result.cpuSeconds / result.seconds };
}
