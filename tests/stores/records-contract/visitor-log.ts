import type { VisitorEvent } from '../../../shared/http/visitor-log';
import { inWorld, MESSAGE_ALLOWANCE, type NewStore, receipt, START, stored, type World } from './world';

const HALF_HOUR = 1_800_000;

export const visitorLogContract = (newStore: NewStore): void => describe('the log of a visitor', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const visit = (w: World, visitor: string, region?: string) => w.records.visits.begin({ visitor, now: w.now, againMs: HALF_HOUR, ...(region !== undefined && { region }) });
  const kinds = (events: VisitorEvent[]): string[] => events.map(({ kind }) => kind);

  /** Came, tapped, spoke, waited, was received, closed and rated. */
  async function anna(w: World): Promise<string> {
    const { conversations, surveys, people } = w.records;
    const { id } = await people.visitor({ provider: 'wechat', account: 'wx-app', subject: 'anna' }, w.id('visitor'), w.now);
    await visit(w, id, '浙江省 杭州市');
    w.now += 1000;
    await w.enter('anna');
    w.now += 1000;
    const { conversation } = stored(await w.say('anna', 'hello', { allowance: MESSAGE_ALLOWANCE }));
    await conversations.queued({ conversation: conversation.id, version: conversation.version, now: w.now, waitUntil: w.now + 1, receipt: receipt({ at: w.now, outcome: 'queued', cause: 'wrote' }) });
    w.now += 1000;
    await w.claim(await w.get(conversation), 'li', { receipt: receipt({ at: w.now, cause: 'queue' }) });
    w.now += 1000;
    await surveys.rate({ conversation: conversation.id, visitor: id, stars: 4, comment: 'nice', now: w.now });
    w.now += 1000;
    await conversations.finish({ conversation: conversation.id, now: w.now, reason: 'ended-by-agent', newDelivery: w.id('d') });
    return id;
  }

  it('tells what happened, newest first, page by page and each thing once', async (w) => {
    const id = await anna(w);
    await w.assigned('ben', 'li');
    const all = await w.records.visits.log(id, { limit: 50 });
    expect(kinds(all)).toEqual(['closed', 'rated', 'received', 'waited', 'opened', 'tapped', 'visited']);
    expect(all[0]).toMatchObject({ at: w.now, entry: 'vip', reason: 'ended-by-agent' });
    expect(all[1]).toMatchObject({ stars: 4, comment: 'nice' });
    expect(all[2]).toMatchObject({ agent: 'li', cause: 'queue' });
    expect(all[6]).toEqual({ kind: 'visited', at: START, region: '浙江省 杭州市' });
    const paged: VisitorEvent[] = [];
    for (let before: number | undefined; ;) {
      const page = await w.records.visits.log(id, { limit: 2, ...(before !== undefined && { before }) });
      if (page.length === 0) break;
      paged.push(...page);
      before = page.at(-1)?.at;
    }
    expect(paged).toEqual(all);
  });

  it('has one visit however many nodes see him come, and another one later; the last region stays with him', async (w) => {
    const id = await anna(w);
    const { visits, people } = w.records;
    const other = await w.another();
    w.now += HALF_HOUR;
    const begun = await Promise.all([visits, other.visits].map((one) => one.begin({ visitor: id, now: w.now, againMs: HALF_HOUR, region: '北京市' })));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await visit(w, 'nobody')).toBe(false);
    w.now += HALF_HOUR + 1;
    expect(await visit(w, id)).toBe(true);
    expect((await people.visitorById(id))?.region).toBe('北京市');
    expect(kinds(await visits.log(id, { limit: 50 })).filter((kind) => kind === 'visited')).toHaveLength(3);
  });

  it('is given and erased with the visitor, and grows old', async (w) => {
    const id = await anna(w);
    const { people, visits } = w.records;
    expect(await people.exportVisitor(id)).toMatchObject({ visits: [{ at: START, region: '浙江省 杭州市' }] });
    await people.expire(START + 1, 10);
    expect(kinds(await visits.log(id, { limit: 50 }))).not.toContain('visited');
    w.now += HALF_HOUR;
    await visit(w, id);
    await people.eraseVisitor(id, w.now);
    expect(await visit(w, id)).toBe(false);
    expect(kinds(await visits.log(id, { limit: 50 }))).not.toContain('visited');
  });
});
