import fc from 'fast-check';
import pino from 'pino';
import { agent, entry, toAgent } from '../desk/floor';
import { agentPage, connectAgent, signedIn } from './agent-page';
import { openHouse, type House } from './house';

let house: House;
let address: string;
const logged: string[] = [];

beforeEach(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] }, { log: pino({ level: 'error' }, { write: (line: string) => void logged.push(line) }) });
  address = await house.side.listen();
});
afterEach(() => house.close());

test('whatever a workbench sends, the server goes on, logs no error and shows nobody’s words', async () => {
  await house.floor.enter('o1', 'vip');
  const { id } = await house.floor.say('o1', 'a secret of somebody');
  const near = fc.record({
    type: fc.constantFrom('hello', 'watch', 'unwatch', 'typing', 'read', 'pong', 'ready'), token: fc.anything(), device: fc.oneof(fc.constant('device-one'), fc.anything()),
    conversation: fc.constantFrom(id, '0'.repeat(32), '__proto__', null), after: fc.oneof(fc.integer(), fc.anything()), seq: fc.integer(),
    watching: fc.oneof(fc.anything(), fc.array(fc.record({ conversation: fc.constant(id), after: fc.integer() }))),
  }, { requiredKeys: ['type'] });
  const frames = fc.oneof(fc.json(), near.map((frame) => JSON.stringify(frame)), fc.string(), fc.uint8Array().map((bytes) => Buffer.from(bytes)));
  const token = await signedIn(house, 'li');
  await fc.assert(fc.asyncProperty(fc.array(frames, { minLength: 1, maxLength: 8 }), fc.boolean(), async (sent, isKnown) => {
    const page = isKnown ? await agentPage(house, address, token) : await connectAgent(address);
    for (const one of sent) page.raw(one);
    page.socket.close();
    await page.closed();
    if (!isKnown) expect(JSON.stringify(page.frames)).not.toContain('a secret');
  }), { numRuns: 60 });
  expect((await agentPage(house, address, token)).list('queue')).toEqual([id]);
  expect(logged).toEqual([]);
}, 60_000);
