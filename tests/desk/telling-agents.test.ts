import type { Piece } from '../../server/agent-channels/agent-channel';
import type { TakenDelivery } from '../../server/stores/records/delivery';
import { agent, entry, openFloor, toAgent, type Floor } from './floor';

let floor: Floor;
afterEach(() => floor.close());
const open = async (repeats = false): Promise<void> => {
  floor = await openFloor({ agents: [agent('li')], entries: [entry('vip', [toAgent('li', { ringSeconds: 0 })])], repeats });
  await floor.online('li');
};
const texts = (): string[] => floor.wecom.flatMap(({ piece }) => (piece.form === 'text' ? [piece.text] : []));
const cards = (): Extract<Piece, { form: 'card' }>[] => floor.wecom.flatMap(({ piece }) => (piece.form === 'card' ? [piece] : []));

/** A node takes what is due to agents and dies before it can say what became of it. */
async function takenAndLost(...words: string[]): Promise<TakenDelivery[]> {
  const { now } = floor.clock;
  const account = (await floor.records.conversations.list({ limit: 1 }))[0]?.account ?? '';
  for (const [n, text] of words.entries()) {
    await floor.records.conversations.receive({
      key: `m:cut${n}${now}`, identity: { provider: 'wechat', account, subject: 'o1' }, newVisitor: `v${n}`, newConversation: `c${n}`, newMessage: `m${n}`, newDelivery: `d${n}${now}`,
      body: { kind: 'text', text }, scope: 'account', channel: 'contact', at: now, now,
    });
  }
  return (await floor.records.outbox.take({ now, limit: 10, leaseMs: 1_000, node: 'dead', perMinute: 28 })).taken;
}

describe('what a crash cut off on its way to an agent', () => {
  it('is told again, the same to the letter, where he sees a second copy once', async () => {
    await open(true);
    await floor.say('o1', '第一句');
    const [cut] = await takenAndLost('第二句', '第三句');
    expect(cut?.merged).toHaveLength(1);
    await floor.later(30_000);
    await floor.say('o1', '第四句');
    expect(texts().slice(1)).toEqual([expect.stringMatching(/：第二句\n第三句$/) as string, expect.stringMatching(/：第四句$/) as string]);
    expect(floor.wecom.at(-2)?.piece).toMatchObject({ form: 'text', id: `${cut?.id ?? ''}-0` });
    expect(await floor.records.outbox.list({ states: ['unknown', 'pending', 'taken'], limit: 10 })).toEqual([]);
    expect(floor.alarms).toEqual([]);
  });

  it('is left open, with a card for all of it, where nobody knows that he would', async () => {
    await open();
    await floor.say('o1', '第一句');
    await takenAndLost('第二句', '第三句');
    await floor.later(30_000);
    expect(texts()).toHaveLength(1);
    expect(cards().at(-1)?.title).toContain('可能没有送到');
    expect(await floor.records.outbox.list({ states: ['unknown'], limit: 10 })).toMatchObject([{ why: 'node-lost' }, { why: 'node-lost' }]);
    expect(floor.alarms).toMatchObject([{
      key: 'delivery:agent:node-lost', zh: expect.stringMatching(/^给客服的消息可能没有送达：发送途中服务中断/), en: expect.stringContaining('may not have been delivered'),
    }]);
  });

  it('is left open when the platform no longer looks back that far', async () => {
    await open(true);
    await floor.say('o1', '第一句');
    await takenAndLost('第二句');
    await floor.later(600_000);
    expect(texts()).toHaveLength(1);
    expect(cards().at(-1)?.title).toContain('可能没有送到');
  });

  it('is told again when it is a card, whose id the platform knows', async () => {
    await open();
    await floor.enter('o1', 'vip');
    const { id } = await floor.say('o1', '在吗');
    const before = cards().length;
    await floor.records.outbox.add([{ id: 'x'.repeat(32), conversation: id, target: { to: 'agent', agent: 'li', news: { kind: 'relay', why: 'test' } } }], floor.clock.now);
    expect(await takenAndLost()).toHaveLength(1);
    await floor.later(30_000);
    expect(cards().slice(before).map((card) => card.id)).toEqual(['x'.repeat(32)]);
    expect(await floor.records.outbox.counts()).toMatchObject({ unknown: 0, pending: 0, taken: 0 });
  });
});

describe('what got no answer', () => {
  it('is told again as it was, with nothing new in it', async () => {
    await open(true);
    await floor.say('o1', '第一句');
    floor.telling.outcomes.push({ kind: 'unknown', why: 'no-answer:ECONNRESET' });
    await floor.say('o1', '第二句');
    await floor.say('o1', '第三句');
    expect(texts()).toHaveLength(1);
    await floor.later(10_000);
    expect(texts().slice(1)).toEqual([expect.stringMatching(/：第二句$/) as string, expect.stringMatching(/：第三句$/) as string]);
    expect(floor.alarms).toEqual([]);
  });

  it('is left open where a second copy would show', async () => {
    await open();
    await floor.say('o1', '第一句');
    floor.telling.outcomes.push({ kind: 'unknown', why: 'no-answer:ECONNRESET' });
    await floor.say('o1', '第二句');
    await floor.later(10_000);
    expect(texts()).toHaveLength(1);
    expect(await floor.records.outbox.list({ states: ['unknown'], limit: 10 })).toMatchObject([{ why: 'no-answer:ECONNRESET' }]);
  });
});

describe('so many messages in a minute', () => {
  it('reach one agent, also over a restart; the rest is merged and comes when there is room', async () => {
    await open();
    for (let n = 1; n <= 40; n += 1) await floor.say('o1', `第 ${n} 句`);
    expect(floor.wecom).toHaveLength(28);
    const restarted = await floor.another();
    await restarted.loops.deliverDue();
    await restarted.settled();
    expect(floor.wecom).toHaveLength(28);
    await floor.later(61_000);
    expect(texts().join('\n').match(/第 \d+ 句/g)).toEqual(Array.from({ length: 40 }, (_, n) => `第 ${n + 1} 句`));
    expect(floor.wecom.length).toBeLessThan(34);
  });

  it('count each part of a long delivery, and what has gone is not told again', async () => {
    await open();
    await floor.say('o1', '第一句');
    for (let n = 0; n < 20; n += 1) await floor.say('o1', `${n}`);
    const before = floor.wecom.length;
    floor.telling.pieceLength = 2;
    await floor.say('o1', 'abcdefghijklmnopqrstuvwxyz');
    expect(floor.wecom).toHaveLength(28);
    await floor.later(61_000);
    const told = floor.wecom.slice(before).map(({ piece }) => (piece.form === 'text' ? piece.text : '')).join('');
    expect(told.slice(told.indexOf('：') + 1)).toBe('abcdefghijklmnopqrstuvwxyz');
  });
});
