import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundles';
import { createChance } from './chance';
import { startChatter } from './chatter';
import { killAt, killPoints } from './kill-points';
import { clean, compareLedger } from './ledger';
import { startStage, type Stage } from './stage';
import { until } from './until';

const KILLS = 20;
const PAIRS = ['li', 'wang', 'chen', 'zhao'];
const RECEPTION = ['qian', 'sun'];
const WALK_INS = 80;
const TO_VISITOR = '/message/custom/send';

describe('the server is killed again and again while everybody goes on talking', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({
      shop: {
        agents: Object.fromEntries([...PAIRS, ...RECEPTION].map((key) => [key, key])),
        buttons: [...PAIRS, ...RECEPTION].map((key) => ({ key, ladder: [key] })),
      },
      env: { DELIVERY_LEASE_MS: '1500' },
    });
    // How many messages WeCom let through in the last minute is known to the process only, and its life is short here.
    await stage.platform.settings({ wechat: { retrySpacingMs: 700 }, wecom: { retrySpacingMs: 700, perMemberPerMinute: 100_000 } });
    await stage.online(...PAIRS, ...RECEPTION);
  }, 60_000);
  afterAll(() => stage?.end());

  test('nothing acknowledged is lost, nothing is doubled, what is unsure is listed and not sent again', async () => {
    const chance = createChance();
    const { platform, office, front, back } = stage;
    const [node] = stage.nodes;
    if (!node) throw new Error('no server');

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

    const chatter = startChatter(stage, { pairs, walkIns, chance });
    const hit: string[] = [];
    const points = [...chance.shuffled(killPoints), ...chance.shuffled(killPoints)].slice(0, KILLS);
    for (const point of points) {
      const before = back.count(TO_VISITOR);
      await until('answers flow again', () => back.count(TO_VISITOR) >= before + 3, 20_000);
      hit.push(await killAt(point, node, { front, back }, chance));
      await node.start();
    }
    await chatter.stop();
    await until('every push is over', async () => (await platform.ledger()).open === 0, 20_000);
    await office.idle(70_000);
    const unknown = await office.deliveries('unknown');

    const books = await stage.close();
    const verdict = await compareLedger(platform, books, { meantFor: chatter.meantFor });
    const record = { seed: chance.seed, hit, delivered: verdict.delivered, unsettled: [...books.unsettled], excused: [...verdict.excused] };
    mkdirSync(join(root, '.cache/journeys'), { recursive: true });
    writeFileSync(join(root, '.cache/journeys/kill-points.json'), `${JSON.stringify(record, null, 2)}\n`);

    expect({ seed: chance.seed, ...verdict }).toMatchObject(clean);
    expect(verdict.delivered.visitorWords).toBeGreaterThan(50);
    expect(verdict.delivered.agentWords).toBeGreaterThan(20);
    // What was cut off on its way is the only thing that may be missing, and ops see each of it.
    for (const [, why] of verdict.excused) expect(why).toMatch(/^(unknown|held)/);
    expect(unknown.length).toBeGreaterThan(0);
    expect(books.conversations.every(({ state }) => state === 'assigned')).toBe(true);
  }, 150_000);
});
