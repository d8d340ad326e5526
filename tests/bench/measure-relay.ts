import { chatShop, manySockets, relay, serveChat, withVisitors, type Found, type Relayed, type RelayLoad } from './chat-shop';
import type { Target } from './load';
import { median } from './median';
import { startPeer } from './peer';

const SOCKETS = [200, manySockets] as const;

export const relayRounds = 3;
export const relayRush = { do: 'rush', underWay: 200, forMs: 2_000 } as const;
/** On a busy machine it takes long until the server's code is compiled for speed. */
const WARM_UP_MS = 6_000;
export const relayPace = { do: 'pace', perSecond: 200, forMs: 10_000 } as const;

interface Side {
  visitors: RelayLoad;
  target: Target;
}

const rowOf = (name: string, rounds: readonly Relayed[]): Found['rows'][number] => {
  const middle = (of: (one: Relayed) => number): number => median(rounds.map(of));
  return {
    name, perSecond: middle((one) => one.perSecond), perCpuSecond: middle((one) => one.perCpuSecond),
    upP50Ms: middle((one) => one.up.p50Ms), upP99Ms: middle((one) => one.up.p99Ms), downP50Ms: middle((one) => one.down.p50Ms), downP99Ms: middle((one) => one.down.p99Ms),
    loadBusy: middle((one) => one.loadBusy),
  };
};

/** As many messages as go, ours and those of the bare server in turn. */
async function rush(name: string, ours: Side, bare: Side): Promise<Found> {
  const rounds: { ours: Relayed; bare: Relayed }[] = [];
  for (const side of [ours, bare]) await relay(side.visitors, side.target, { ...relayRush, forMs: WARM_UP_MS });
  for (let round = 0; round < relayRounds; round += 1) {
    const one = { ours: await relay(ours.visitors, ours.target, relayRush), bare: await relay(bare.visitors, bare.target, relayRush) };
    rounds.push(one);
  }
  const ratio = (of: 'perSecond' | 'perCpuSecond'): number => median(rounds.map((one) => one.ours[of] / one.bare[of]));
  return {
    rows: [
      rowOf(name, rounds.map((one) => one.ours)), rowOf(`${name}: bare ws beside`, rounds.map((one) => one.bare)),
      { name: `${name}: ratio`, perSecond: ratio('perSecond'), perCpuSecond: ratio('perCpuSecond') },
    ],
    aims: [{ what: `${name}: messages per CPU second of the server, all threads`, found: median(rounds.map((one) => one.ours.perCpuSecond)), bound: 8_000, better: 'higher' }],
  };
}

async function pace(name: string, { visitors, target }: Side): Promise<Found> {
  const paced = await relay(visitors, target, relayPace);
  return {
    rows: [rowOf(name, [paced])],
    aims: [
      { what: `${name}: p50, the slower way (ms)`, found: Math.max(paced.up.p50Ms, paced.down.p50Ms), bound: 2, better: 'lower' },
      { what: `${name}: p99, the slower way (ms)`, found: Math.max(paced.up.p99Ms, paced.down.p99Ms), bound: 10, better: 'lower' },
    ],
  };
}

/** Messages both ways over few sockets and over many, against bare `ws`, and at a steady pace over many. */
export async function measureRelay(store: string, databaseUrl?: string): Promise<Found> {
  const parts: Found[] = [];
  const { shop, place } = await serveChat({ visitors: manySockets, ...(databaseUrl !== undefined && { databaseUrl }) });
  const peer = await startPeer('ws-peer.ts', {});
  try {
    for (const sockets of SOCKETS) {
      const visitors = place.visitors.slice(0, sockets);
      const name = `${store}, ${sockets} sockets`;
      await withVisitors({ ...place, visitors }, true, async (ours) => {
        await withVisitors({ ...place, visitors, port: peer.port, against: 'bare' }, true, async (bare) => {
          parts.push(await rush(name, { visitors: ours, target: shop }, { visitors: bare, target: peer }));
        });
        if (sockets === manySockets) parts.push(await pace(`${name}, ${relayPace.perSecond} messages/s`, { visitors: ours, target: shop }));
      });
    }
  } finally {
    peer.stop();
    await shop.stop();
  }
  return { rows: parts.flatMap(({ rows }) => rows), aims: parts.flatMap(({ aims }) => aims) };
}

export const relayAgents = `${chatShop.agents.length}, over HTTP`;
