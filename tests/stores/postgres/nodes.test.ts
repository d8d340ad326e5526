import { describeWith, findPostgres } from '../../servers/program';
import { claimed, stored, terms, worldOf } from '../records-contract/world';
import { sharedServer } from './shared-server';

describeWith(findPostgres())('several nodes on one PostgreSQL', () => {
  const { database, open: openRecords } = sharedServer();

  const nodes = async (count: number) => {
    const url = await database();
    return Promise.all(Array.from({ length: count }, () => openRecords(url)));
  };

  test('may start at once on an empty database', async () => {
    const opened = await nodes(5);
    expect(await Promise.all(opened.map((records) => records.config.publishedVersion()))).toEqual([0, 0, 0, 0, 0]);
  });

  test('share the outbox: each delivery goes once, each lane in order', async () => {
    const [one, two] = await nodes(2);
    if (one === undefined || two === undefined) throw new Error('no nodes');
    const ids = Array.from({ length: 200 }, (_, n) => `delivery-${String(n).padStart(3, '0')}`);
    const agentOf = (id: string): string => `agent-${Number(id.slice(-3)) % 17}`;
    await one.outbox.add(ids.map((id) => ({ id, target: { to: 'agent', agent: agentOf(id), news: { kind: 'answer', code: 'ok', values: {} } } })), 1_000);
    const went: string[] = [];
    const send = async (records: typeof one, node: string): Promise<void> => {
      for (let empty = 0; empty < 3; ) {
        const { taken } = await records.outbox.take({ now: 2_000, limit: 5, leaseMs: 60_000, node });
        empty = taken.length === 0 ? empty + 1 : 0;
        went.push(...taken.map(({ id }) => id));
        await records.outbox.settle(taken.map(({ id, attempts }) => ({ id, attempts, merged: [], settlement: { state: 'sent' }, at: 2_000 })));
      }
    };
    await Promise.all([send(one, 'one'), send(two, 'two'), send(one, 'one'), send(two, 'two')]);
    expect([...went].sort()).toEqual(ids);
    for (const agent of new Set(ids.map(agentOf))) {
      const lane = went.filter((id) => agentOf(id) === agent);
      expect(lane).toEqual([...lane].sort());
    }
  });

  test('everything at once: nobody is rejected, no load is lost, no delivery goes twice', async () => {
    const [one, two] = await nodes(2);
    if (one === undefined || two === undefined) throw new Error('no nodes');
    const w = worldOf(one, async () => two);
    const agents = ['li', 'wang', 'zhao'];
    const visitors = Array.from({ length: 12 }, (_, v) => `visitor-${v}`);
    for (const [v, visitor] of visitors.entries()) await w.assigned(visitor, agents[v % 3] ?? 'li');
    const went: string[] = [];
    const open = (v: number) => (v % 2 ? one : two);
    const live = async (visitor: string, v: number): Promise<void> => {
      for (let n = 0; n < 12; n += 1) {
        const { conversation } = stored(await open(v + n).conversations.receive(w.inbound(visitor, `word ${n}`, { terms: terms(), allowance: { count: 5, seconds: 1_000 }, announce: { webhooks: ['hook-b', 'hook-a'] } })));
        const records = open(n);
        if (conversation.agent === undefined) {
          claimed(await records.conversations.claim(w.claiming(conversation, agents[n % 3] ?? 'li')));
          continue;
        }
        const next = agents[(agents.indexOf(conversation.agent) + 1 + (n % 2)) % 3] ?? 'li';
        await Promise.all([
          records.conversations.reply(w.replying(conversation, conversation.agent, `reply ${n}`)),
          open(n + 1).conversations.claim(w.claiming(conversation, next, { from: conversation.agent })),
          n % 5 === 4 ? open(n).conversations.finish({ conversation: conversation.id, now: w.now, reason: 'done', newDelivery: w.id('delivery') }) : undefined,
        ]);
      }
    };
    let busy = true;
    const send = async (records: typeof one, node: string): Promise<void> => {
      while (busy) {
        const { taken } = await records.outbox.take({ now: w.now, limit: 20, leaseMs: 600_000, node });
        for (const d of taken) went.push(d.id, ...d.merged.map(({ id }) => id));
        await records.outbox.settle(taken.map((d) => ({
          id: d.id, attempts: d.attempts, merged: d.merged.map(({ id }) => id), settlement: { state: 'sent' }, at: w.now,
          news: d.target.to === 'visitor' ? [{ id: `${d.id}.told`, target: { to: 'agent', agent: 'li', news: { kind: 'answer', code: 'ok', values: {} } } }] : [],
        })));
      }
    };
    const sending = Promise.all([send(one, 'one'), send(two, 'two')]);
    await Promise.all(visitors.map(live));
    busy = false;
    await sending;
    expect(new Set(went).size).toBe(went.length);
    const loads = new Map((await one.agents.states(agents)).map(({ agent, load }) => [agent, load]));
    for (const agent of agents) expect(loads.get(agent)).toBe((await two.conversations.ofAgent(agent)).length);
  });
});
