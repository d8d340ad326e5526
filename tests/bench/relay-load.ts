import { answerOrders } from './asked-child';
import { connectBare } from './bare-side';
import { connectChat } from './chat-side';
import { quantilesOf } from './quantiles';
import type { RelayOrder, RelayResult } from './relay-order';
import type { RelaySide } from './relay-side';

/** Holds the visitors' sockets and answers as their agents, in a process of its own. */
let side: RelaySide | undefined;
let count = 0;

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

interface Took {
  up: number[];
  down: number[];
}

async function timed(took: number[], way: Promise<void>): Promise<void> {
  const begun = now();
  await way;
  took.push(now() - begun);
}

async function exchange(relay: RelaySide, visitor: number, took: Took, ways?: 'up' | 'down'): Promise<void> {
  if (ways !== 'down') await timed(took.up, relay.up(visitor));
  if (ways !== 'up') await timed(took.down, relay.down(visitor));
}

/** The visitors in turn, so many of them at once. */
async function rush(relay: RelaySide, { underWay, forMs, ways }: Extract<RelayOrder, { do: 'rush' }>, took: Took): Promise<void> {
  const end = now() + forMs;
  const waiting = Array.from({ length: count }, (_, visitor) => visitor);
  const one = async (): Promise<void> => {
    while (now() < end) {
      const visitor = waiting.shift();
      if (visitor === undefined) return;
      await exchange(relay, visitor, took, ways);
      waiting.push(visitor);
    }
  };
  await Promise.all(Array.from({ length: Math.min(underWay, count) }, one));
}

/** A round trip is two messages. One that comes late does not hold up the next. */
async function pace(relay: RelaySide, perSecond: number, forMs: number, took: Took): Promise<void> {
  const every = 2_000 / perSecond;
  const begun = now();
  const trips: Promise<void>[] = [];
  for (let trip = 0; trip * every < forMs; trip += 1) {
    const early = begun + trip * every - now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    trips.push(exchange(relay, trip % count, took));
  }
  await Promise.all(trips);
}

async function carryOut(order: RelayOrder, took: Took): Promise<void> {
  if (order.do === 'connect') {
    const { place, talking } = order;
    count = place.visitors.length;
    side = place.against === 'bare' ? await connectBare(place) : await connectChat(place, talking);
    return;
  }
  if (!side) throw new Error('nobody is connected');
  switch (order.do) {
    case 'rush': return rush(side, order, took);
    case 'pace': return pace(side, order.perSecond, order.forMs, took);
    case 'lose': return side.lose(order.missed);
    case 'leave': return side.leave();
  }
}

answerOrders(async (order: RelayOrder): Promise<RelayResult> => {
  const took: Took = { up: [], down: [] };
  const cpu = process.cpuUsage();
  const begun = now();
  await carryOut(order, took);
  const seconds = (now() - begun) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { messages: took.up.length + took.down.length, seconds, cpuSeconds: (user + system) / 1e6, up: quantilesOf(took.up), down: quantilesOf(took.down) };
});
