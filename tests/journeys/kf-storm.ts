import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './books';
import { root } from './bundles';
import type { Chance } from './chance';
import { lastItemAt, readKfBooks, untilAtRest, type KfBooks } from './kf-books';
import { startKfChatter } from './kf-chatter';
import { kfKillPoints } from './kf-kill-points';
import { compareKf, type KfVerdict } from './kf-verdict';
import { killAt } from './kill-points';
import type { ShopPlan } from './shop';
import type { Stage } from './stage';
import { until } from './until';

const SERVICERS = ['li', 'wang', 'chen'];

/** Fewer seats than customers, so that some wait and hear of it, and get a seat when a chat is ended. */
export const kfStormShop: ShopPlan = {
  agents: { li: '李雷', wang: '王芳', chen: '陈晨' },
  settings: { capacity: 3 },
  buttons: [
    { key: 'sales', ladder: ['everyone'], overflow: { kind: 'queue', maxWaitSeconds: 3600 }, kf: {} },
    { key: 'vip', ladder: ['li', 'everyone'], overflow: { kind: 'queue', maxWaitSeconds: 3600 }, kf: {} },
  ],
};

export interface KfStormPlan {
  name: string;
  kills: number;
  chance: Chance;
  /** See `KfChatterPlan`. */
  pace: number;
}

/** Changes of sessions that are taken between two kills, so that all is under way again. */
const FLOWING = 2;
const TRANS = '/kf/service_state/trans';

/** Where the books of a stage lie. */
export const placeOf = ({ env }: Stage): Place => ({ dataDir: env['DATA_DIR'] ?? '', ...(env['DATABASE_URL'] !== undefined && { databaseUrl: env['DATABASE_URL'] }) });

/** As `runStorm`, with customers and servicers of 微信客服; what was hit is kept in `.cache/journeys/<name>.json`. */
export async function runKfStorm(stage: Stage, { name, kills, chance, pace }: KfStormPlan): Promise<{ verdict: KfVerdict; books: KfBooks }> {
  const { platform, office, front, back, nodes } = stage;
  const place = placeOf(stage);
  await platform.settings({ wecom: { retrySpacingMs: 200 }, kf: { welcomePolicy: 'everyEntry' } });
  const links = await platform.kf.links(kfStormShop.buttons.map(({ key }) => key));

  const chatter = startKfChatter(platform, { links, servicers: SERVICERS, regulars: 10, walkIns: 200, chance, pace });
  const hit: string[] = [];
  try {
    for (const [turn, point] of chance.shuffled(kfKillPoints).slice(0, kills).entries()) {
      const node = nodes[turn % nodes.length];
      if (!node) throw new Error('no server');
      const before = back.count(TRANS);
      await until(`sessions change again after: ${hit.join('; ')}`, () => back.count(TRANS) >= before + FLOWING, 30_000);
      hit.push(await killAt(point, node, { front, back }, chance));
      await node.start();
    }
  } finally {
    await chatter.stop();
  }
  await until('every push is over', async () => (await platform.ledger()).open === 0, 20_000);
  await untilAtRest(place, await lastItemAt(platform), 40_000);
  await office.idle(30_000);

  await stage.close();
  const books = await readKfBooks(place);
  const verdict = await compareKf(platform, books);
  mkdirSync(join(root, '.cache/journeys'), { recursive: true });
  writeFileSync(join(root, `.cache/journeys/${name}.json`), `${JSON.stringify({ seed: chance.seed, hit, verdict, unknown: books.unknown }, null, 2)}\n`);
  return { verdict, books };
}
