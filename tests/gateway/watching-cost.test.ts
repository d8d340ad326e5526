import type { Records } from '../../server/stores/records';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { agentPage, signedIn } from './agent-page';
import { openHouse } from './house';

/** Counts what the desk asks of these parts of the records. */
function counting(records: Records, asked: string[]): Records {
  const watched = <Part extends object>(part: Part, name: string): Part => new Proxy(part, {
    get(target, method, receiver) {
      asked.push(`${name}.${String(method)}`);
      return Reflect.get(target, method, receiver) as unknown;
    },
  });
  return { ...records, conversations: watched(records.conversations, 'conversations'), people: watched(records.people, 'people'), surveys: watched(records.surveys, 'surveys'), visits: watched(records.visits, 'visits') };
}

test('a word in a conversation that is shown costs reading the words, not all that is known of it; another change is told whole', async () => {
  const asked: string[] = [];
  const house = await openHouse({
    agents: [agent('li')], entries: [entry('vip', [toAgent('li')])], seenBy: (records) => counting(records, asked),
  });
  try {
    await house.floor.online('li');
    const { id } = await house.floor.say('o1', 'hello');
    await house.floor.settle();
    const page = await agentPage(house, await house.side.listen(), await signedIn(house, 'li'), { watching: [{ conversation: id, after: 0 }] });
    const details = () => page.frames.flatMap((frame) => (frame.type === 'conversation' ? [frame.detail] : []));
    const shows = (text: string) => page.messages(id).some(({ body }) => body.kind === 'text' && body.text === text);
    await until('the words so far', () => shows('hello') && details().length > 0);
    const costly = () => asked.filter((one) => ['conversations.receipts', 'conversations.list', 'surveys.of'].includes(one));
    asked.length = 0;
    for (let n = 0; n < 5; n += 1) {
      await house.floor.say('o1', `word ${n}`);
      await until('the word', () => shows(`word ${n}`));
    }
    expect(costly()).toEqual([]);
    // What may still be sent grows with his word and shrinks with an answer, and is told.
    expect(details().at(-1)?.allowance?.left).toBe(5);
    const before = details().length;
    await page.http.send('PUT', `/api/agent/conversations/${id}/tags`, { tags: ['vip'] });
    await until('the change', () => details().length > before && details().at(-1)?.conversation.tags?.[0] === 'vip');
    expect(costly().length).toBeGreaterThan(0);
  } finally {
    await house.close();
  }
});
