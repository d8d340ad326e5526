import { createChance } from './chance';
import { killAt, killPoints, type KillPoint } from './kill-points';
import { clean, compareLedger } from './ledger';
import type { Member, Visitor } from './people';
import { startStage, type Stage } from './stage';
import { until } from './until';

const LEASE = { DELIVERY_LEASE_MS: '1500' };
const shop = { agents: { li: '李雷' }, buttons: [{ key: 'sales', ladder: ['li'] }] };
const toAgent = (name: RegExp): KillPoint => {
  const found = killPoints.find((point) => name.test(point.name));
  if (!found) throw new Error(`no kill point ${name}`);
  return found;
};
const points = [
  toAgent(/to an agent never arrives/),
  { ...toAgent(/to an agent never arrives/), name: 'a message to an agent arrives when its node is dead', cut: false },
  toAgent(/to an agent arrives, nobody hears/),
];

let stage: Stage;
let visitor: Visitor;
let li: Member;
const begin = async (env: Readonly<Record<string, string>>): Promise<void> => {
  stage = await startStage({ shop, env: { ...LEASE, ...env } });
  // WeChat goes on asking until the server is back, so that every word is owed to him.
  await stage.platform.settings({ wechat: { retries: 200 } });
  await stage.online('li');
  [visitor, li] = [await stage.visitor('小王'), stage.member('li')];
  await visitor.tap('sales');
};
afterEach(() => stage?.end());

const onPhone = async (text: string): Promise<number> => (await li.reads()).filter((one) => one.includes(text)).length;
const cards = async (): Promise<number> => (await li.received()).filter(({ card }) => card !== null).length;

/** Kills the server when its next message to an agent is at `point`, and starts it again. */
async function killedWhile(point: KillPoint, act: () => Promise<unknown>): Promise<void> {
  const [node] = stage.nodes;
  if (!node) throw new Error('no server');
  const killed = killAt(point, node, stage, createChance());
  await act();
  await killed;
  await node.start();
}

/** What ops see of deliveries to agents that may have come or not; the greeting of the visitor may be among the others. */
async function unsure(): Promise<number> {
  await stage.office.idle(30_000);
  return (await stage.office.deliveries('unknown')).filter(({ to }) => to === 'agent').length;
}

describe('the server is killed while it tells an agent something', () => {
  test.each(points)('with WeCom’s duplicate check he reads it once: $name', async (point) => {
    await begin({ WECOM_DUPLICATE_CHECK: 'on' });
    await killedWhile(point, () => visitor.say('在吗', { wait: false }));
    await until('his card has come', async () => (await cards()) > 0, 40_000);
    expect([await unsure(), await cards()]).toEqual([0, 1]);

    const words = await visitor.say('有货吗');
    await until('the words have come', async () => (await onPhone(words.text)) > 0);
    const asked: { text: string }[] = [];
    await killedWhile(point, async () => {
      // Whichever of them is under way, alone or merged with its neighbours, comes again as it was.
      for (const text of ['红色的', '红色的', '大号']) asked.push(await visitor.say(text, { wait: false }));
    });
    await until('all words have come', async () => (await Promise.all(asked.map(({ text }) => onPhone(text)))).every((times) => times > 0), 40_000);
    expect(await unsure()).toBe(0);
    expect(await Promise.all(asked.map(({ text }) => onPhone(text)))).toEqual([1, 1, 1]);

    const verdict = await compareLedger(stage.platform, await stage.close());
    expect(verdict).toMatchObject(clean);
    expect(verdict.excused.size).toBe(0);
  }, 120_000);

  test('without it his card comes once, and words that may have come are named to him and not sent again', async () => {
    const [, , point] = points;
    if (!point) throw new Error('no kill point');
    await begin({});
    await killedWhile(point, () => visitor.say('在吗', { wait: false }));
    await until('the words have come after the card', async () => (await li.reads()).some((text) => text.includes('在吗')), 40_000);
    expect(await cards()).toBe(1);
    const asked = await visitor.say('有货吗', { wait: false }).then(async (words) => {
      await until('they have come', async () => (await onPhone(words.text)) > 0);
      return words;
    });
    let cut = asked;
    await killedWhile(point, async () => { cut = await visitor.say('多少钱', { wait: false }); });
    await until('a card says that they may not have come', async () => (await li.card('可能没有送到')) !== undefined, 40_000);
    expect(await unsure()).toBe(1);
    expect(await onPhone(cut.text)).toBe(1);
  }, 120_000);
});

test('a restart does not forget how many messages an agent had in this minute: WeCom swallows nothing', async () => {
  await begin({});
  const [node] = stage.nodes;
  const goesOnUntil = (what: string, done: () => Promise<boolean>): Promise<unknown> =>
    until(what, async () => {
      await visitor.say('还有');
      return done();
    }, 40_000);
  await goesOnUntil('he had most of his minute', async () => (await li.received()).length >= 20);
  await node?.kill();
  await node?.start();
  await goesOnUntil('his minute is full', async () => (await stage.office.deliveries('pending')).some(({ why }) => why === 'per-minute-limit'));
  const { entries } = await stage.platform.ledger();
  expect(entries.filter((entry) => entry.type === 'accepted' && !entry.shown)).toEqual([]);

  const verdict = await compareLedger(stage.platform, await stage.close());
  expect(verdict).toMatchObject(clean);
  // Besides what waits for the next minute only what the kill cut off.
  for (const [, why] of verdict.excused) expect(why).toMatch(/^(pending: per-minute-limit|pending$|unknown)/);
}, 120_000);
