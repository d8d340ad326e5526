import { createChance } from './chance';
import { lastItemAt, readKfBooks, untilAtRest } from './kf-books';
import { kfStormShop, placeOf, runKfStorm } from './kf-storm';
import { compareKf, kfClean } from './kf-verdict';
import type { Stage } from './stage';
import { describeTwoNodes } from './two-nodes';
import { until } from './until';
import { kfAccount } from './shop';
import { tagged } from './words';

const SYNC = '/kf/sync_msg';
const TRANS = '/kf/service_state/trans';
/** A node that died in its turn blocks the others so long (ms), and they look again so often. */
const TURN = 9_000;
const LOOK_AGAIN = 2_000;
const ROUNDS = 6;
/** The question in which a node dies: a part is kept by then. */
const PAGE = 2;

describeTwoNodes('微信客服 with two nodes on one PostgreSQL and one Redis', kfStormShop, (openStage) => {
  let stage: Stage;

  /** Watches how many questions for the account are under way at once, at the platforms' side of the proxy. */
  function watchQuestions({ back }: Stage): { most: number; asked: number } {
    const seen = { most: 0, asked: 0 };
    let underWay = 0;
    back.watch = ({ path, phase }) => {
      if (!path.endsWith(SYNC)) return undefined;
      if (phase === 'answered') {
        underWay -= 1;
        return undefined;
      }
      seen.asked += 1;
      underWay += 1;
      seen.most = Math.max(seen.most, underWay);
      return undefined;
    };
    return seen;
  }

  const says = (id: string) => stage.platform.kf.customerAct(id, 'say', { openKfId: kfAccount, text: tagged('在吗').text, wait: true });

  test('one at a time asks, whichever node hears; a hint heard twice at once on both is acted on once', async () => {
    stage = await openStage('asking');
    const { platform } = stage;
    const seen = watchQuestions(stage);
    // An answer takes its time, so that questions would overlap if they could.
    await platform.apiFault({ path: '/cgi-bin/kf/sync_msg', kind: 'slow', ms: 60, count: -1 });
    await platform.pushFault({ kind: 'duplicate', platform: 'wecom', copies: 1, together: true, count: -1 });
    const customers = await Promise.all(Array.from({ length: 9 }, (_, one) => platform.kf.newCustomer({ nickname: `访客 ${one}` })));
    for (let round = 0; round < ROUNDS; round += 1) {
      await Promise.all(customers.map(says));
      await untilAtRest(placeOf(stage), await lastItemAt(platform), 20_000);
    }

    const { entries } = await platform.ledger();
    const pushes = entries.flatMap((entry) => (entry.type === 'push' && entry.kind === 'event:kf_msg_or_event' && entry.fault === 'duplicate' ? [entry] : []));
    expect(pushes.length).toBeGreaterThanOrEqual(customers.length * ROUNDS);
    for (const { attempts } of pushes) expect(attempts.map(({ status }) => status)).toEqual([200, 200]);
    expect(seen.asked).toBeGreaterThanOrEqual(ROUNDS);
    expect(seen.most).toBe(1);
    expect(entries.filter((entry) => entry.type === 'trans' && entry.to === 3 && entry.from !== 3)).toHaveLength(customers.length);
    await stage.close();
    const verdict = await compareKf(platform, await readKfBooks(placeOf(stage)));
    expect(verdict).toMatchObject({ ...kfClean, compared: { words: customers.length * ROUNDS } });
  }, 60_000);

  test('who dies while asking is replaced within the turn’s time, and what was told to it in part is told whole', async () => {
    stage = await openStage('dying');
    const { platform, back, nodes } = stage;
    const [one, two] = nodes;
    if (!one || !two) throw new Error('two nodes are needed');
    const customer = await platform.kf.newCustomer({ nickname: '访客' });
    await says(customer);
    await until('the conversation has begun', async () => (await platform.kf.session(customer)).state === 3, 20_000);

    let pages = 0;
    let hasDied = false;
    let isOver = false;
    back.watch = async ({ path, phase, waits }) => {
      if (!path.endsWith(SYNC) || phase !== 'asked') return undefined;
      pages += 1;
      if (isOver || pages < PAGE) return undefined;
      isOver = true;
      // Whose question this is shows when it dies; the other has heard the hint, at once or when it is back.
      await one.kill();
      const wasOne = await until('the caller is gone', () => !waits(), 1_000).catch(() => false);
      if (!wasOne) {
        await one.start();
        await two.kill();
      }
      hasDied = true;
      return 'cut';
    };
    await platform.kf.batch([customer], 1_200);
    await until('the one who asks has died', () => hasDied, 20_000);
    await until('another asks', () => pages > PAGE, TURN + LOOK_AGAIN + 3_000);
    await untilAtRest(placeOf(stage), await lastItemAt(platform), 30_000);
    await stage.close();
    expect(await compareKf(platform, await readKfBooks(placeOf(stage)))).toMatchObject(kfClean);
  }, 120_000);

  test('either node is killed again and again: every word once and in order, every session where the books say', async () => {
    stage = await openStage('killed_kf');
    const chance = createChance();
    const { verdict } = await runKfStorm(stage, { name: 'cluster-kf', kills: 5, chance, pace: 2 });
    expect({ seed: chance.seed, ...verdict }).toMatchObject(kfClean);
    expect(verdict.compared.words).toBeGreaterThan(50);
    expect(stage.back.count(TRANS)).toBeGreaterThan(10);
  }, 150_000);
});
