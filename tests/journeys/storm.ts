import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Books } from './books';
import { root } from './bundles';
import type { Chance } from './chance';
import { startChatter } from './chatter';
import { killAt, killPoints } from './kill-points';
import { compareLedger, type Verdict } from './ledger';
import type { ShopPlan } from './shop';
import type { Stage } from './stage';
import { until } from './until';

/** Enough of them that no phone is to get more than WeCom's 30 messages a minute for long. */
const PAIRS = ['li', 'wang', 'chen', 'zhao', 'zhou', 'wu', 'zheng', 'feng'];
const RECEPTION = ['qian', 'sun', 'jiang', 'shen'];
const WALK_INS = 48;
const TO_VISITOR = '/message/custom/send';
/** Answers that reach visitors between two kills, so that all kinds of work are under way again. */
const FLOWING = 3;

/** Everybody has a button of his own and never rings, so that each word is meant for one phone. */
export const stormShop: ShopPlan = {
  agents: Object.fromEntries([...PAIRS, ...RECEPTION].map((key) => [key, key])),
  buttons: [...PAIRS, ...RECEPTION].map((key) => ({ key, ladder: [key] })),
};

export interface StormPlan {
  name: string;
  kills: number;
  chance: Chance;
  /** See `ChatterPlan`. */
  pace: number;
}

export interface Storm {
  verdict: Verdict;
  books: Books;
  /** How many deliveries ops saw as unknown at the end. */
  unknown: number;
}

/**
 * Lets everybody talk and kills a node at `kills` recorded points, each in turn, starting it again at once; then lets all
 * come to rest and compares. What was hit is kept in `.cache/journeys/<name>.json`.
 */
export async function runStorm(stage: Stage, { name, kills, chance, pace }: StormPlan): Promise<Storm> {
  const { platform, office, front, back, nodes } = stage;
  // How many messages WeCom let through in the last minute may be known to the process only, and its life is short here.
  await platform.settings({ wechat: { retrySpacingMs: 700 }, wecom: { retrySpacingMs: 700, perMemberPerMinute: 100_000 } });
  await stage.online(...PAIRS, ...RECEPTION);

  const pairs = await Promise.all(PAIRS.map(async (key) => {
    const visitor = await stage.visitor(`访客 ${key}`);
    await visitor.tap(key);
    const member = stage.member(key);
    const first = await visitor.say('你好');
    await until('the conversation has begun', async () => (await member.reads()).some((text) => text.includes(first.text)));
    return { visitor, member };
  }));
  const walkIns = [];
  for (let one = 0; one < WALK_INS; one += 1) {
    const visitor = await stage.visitor(`路人 ${one}`);
    walkIns.push({ visitor, sessionFrom: await visitor.sessionFrom(RECEPTION[one % RECEPTION.length] ?? '') });
  }

  const chatter = startChatter(stage, { pairs, walkIns, chance, pace });
  const hit: string[] = [];
  const points = [...chance.shuffled(killPoints), ...chance.shuffled(killPoints)].slice(0, kills);
  try {
    for (const [turn, point] of points.entries()) {
      const node = nodes[turn % nodes.length];
      if (!node) throw new Error('no server');
      const before = back.count(TO_VISITOR);
      await until(`answers flow again after: ${hit.join('; ')}`, () => back.count(TO_VISITOR) >= before + FLOWING, 20_000);
      hit.push(await killAt(point, node, { front, back }, chance));
      await node.start();
    }
  } finally {
    await chatter.stop();
  }
  await until('every push is over', async () => (await platform.ledger()).open === 0, 20_000);
  await office.idle(70_000);
  const unknown = (await office.deliveries('unknown')).length;

  const books = await stage.close();
  const verdict = await compareLedger(platform, books, { meantFor: chatter.meantFor });
  const record = { seed: chance.seed, hit, delivered: verdict.delivered, unsettled: [...books.unsettled], excused: [...verdict.excused] };
  mkdirSync(join(root, '.cache/journeys'), { recursive: true });
  writeFileSync(join(root, `.cache/journeys/${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
  return { verdict, books, unknown };
}
