import type { Conversation } from '../../../shared/conversation';
import { inWorld, type NewStore, type World } from './world';

export const surveysContract = (newStore: NewStore): void => describe('surveys', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  const rate = (w: World, { id, visitor }: Conversation, stars: number, comment?: string) =>
    w.records.surveys.rate({ conversation: id, visitor, stars, now: w.now, ...(comment !== undefined && { comment }) });

  it('keep the last answer, with who had answered the visitor by then', async (w) => {
    const c = await w.assigned('anna', 'li');
    expect(await w.records.surveys.of(c.id)).toBeUndefined();
    await w.reply(c, 'li', 'answer');
    expect(await rate(w, c, 2, 'slow')).toEqual({ stars: 2, comment: 'slow', at: w.now, agent: 'li' });
    w.now += 1000;
    await w.reply(c, 'chief', 'sorry', { anyOwner: true });
    expect(await rate(w, c, 5)).toEqual({ stars: 5, at: w.now, agent: 'chief' });
    expect(await w.records.surveys.of(c.id)).toEqual({ stars: 5, at: w.now, agent: 'chief' });
  });

  it('are only for the visitor’s own conversation', async (w) => {
    const c = await w.assigned('anna', 'li');
    const other = await w.assigned('ben', 'li');
    expect(await rate(w, { ...c, visitor: other.visitor }, 1)).toBeUndefined();
    expect(await rate(w, { ...c, id: 'unknown' }, 1)).toBeUndefined();
    expect(await w.records.surveys.of(c.id)).toBeUndefined();
  });

  it('many answers at once leave one', async (w) => {
    const c = await w.assigned('anna', 'li');
    const answers = await Promise.all([1, 2, 3, 4, 5].map((stars) => rate(w, c, stars)));
    expect(answers).toContainEqual(await w.records.surveys.of(c.id));
  });

  it('are asked for once, by a text in the conversation', async (w) => {
    const c = await w.assigned('anna', 'li');
    const ask = () => w.reply(c, 'li', 'how was it?', { key: 'survey', from: 'system', asksSurvey: true });
    await ask();
    w.now += 1000;
    expect(await ask()).toMatchObject({ kind: 'duplicate' });
    expect(await w.get(c)).toMatchObject({ surveyAskedAt: w.now - 1000, seq: 3 });
    await w.say('anna', 'good');
    await w.reply(c, 'li', 'more');
    await w.records.conversations.finish({ conversation: c.id, now: w.now, reason: 'done', newDelivery: w.id('d') });
    expect(await w.get(c)).toMatchObject({ surveyAskedAt: w.now - 1000, seq: 5, state: 'closed' });
  });

  it('are exported and erased with the visitor, and given by nobody who was erased', async (w) => {
    const c = await w.assigned('anna', 'li');
    const other = await w.assigned('ben', 'li');
    await rate(w, c, 4, 'nice');
    await rate(w, other, 3);
    expect(await w.records.people.exportVisitor(c.visitor)).toMatchObject({ surveys: [{ conversation: c.id, stars: 4, comment: 'nice' }] });
    await w.records.people.eraseVisitor(c.visitor, w.now);
    expect(await w.records.surveys.of(c.id)).toBeUndefined();
    expect(await rate(w, c, 1)).toBeUndefined();
    expect(await w.records.surveys.of(other.id)).toMatchObject({ stars: 3 });
  });

  it('lose their words with the retention of words; the stars stay', async (w) => {
    const c = await w.assigned('anna', 'li');
    await rate(w, c, 4, 'nice');
    await w.records.people.expire(w.now, 10);
    expect(await w.records.surveys.of(c.id)).toMatchObject({ comment: 'nice' });
    await w.records.people.expire(w.now + 1, 10);
    expect(await w.records.surveys.of(c.id)).toEqual({ stars: 4, at: w.now });
  });
});
