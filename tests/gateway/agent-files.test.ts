import { agentFilePath } from '../../shared/agent-files';
import { UploadAnswer } from '../../shared/http/chat';
import { agent, entry, toAgent } from '../desk/floor';
import { chatPage, enter } from './chat-page';
import { form, PDF, PNG } from './files/samples';
import { bearer, openHouse, read, type House } from './house';
import { refusal, staffOf, type Caller } from './staff-of';

let house: House;
let li: Caller;
let conversation: string;

beforeEach(async () => {
  house = await openHouse({ agents: [agent('li'), agent('wang')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' })] });
  await house.floor.online('li');
  li = await staffOf(house, 'agent', 'li');
});
afterEach(() => house.close());

/** A visitor says a picture and a file on our own page; answers their numbers. */
async function said(): Promise<number[]> {
  const page = await chatPage(house, await house.side.listen(), 'o1');
  ({ conversation } = await enter(page, 'vip'));
  const token = await house.token('o1');
  const seqs: number[] = [];
  for (const [content, fileName] of [[PNG, 'a.png'], [PDF, '报价.pdf']] as const) {
    const { headers, payload } = form(content, { fileName });
    const { file, kind } = read(UploadAnswer, await house.http.inject({ method: 'POST', url: '/api/visitor/files', headers: { ...headers, ...bearer(token) }, payload }));
    const clientId = `client-${fileName.length}-0000`;
    page.say({ type: 'say', entry: 'vip', clientId, body: { kind, file } });
    seqs.push((await page.next('ack', (frame) => frame.clientId === clientId)).seq);
  }
  await house.floor.settle();
  return seqs;
}

test('whoever may read a conversation reads its pictures and files, which never run; nobody else does', async () => {
  const [picture = 0, file = 0] = await said();
  const shown = await li.get(agentFilePath(conversation, picture));
  expect([shown.statusCode, shown.headers['content-type'], shown.headers['content-disposition'], shown.rawPayload.equals(PNG)]).toEqual([200, 'image/png', 'inline', true]);
  expect(shown.headers).toMatchObject({ 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff', vary: expect.stringContaining('cookie') as string });
  const offered = await li.get(agentFilePath(conversation, file));
  expect([offered.headers['content-type'], offered.headers['content-disposition']]).toEqual(['application/pdf', expect.stringMatching(/^attachment/) as string]);
  const chief = await staffOf(house, 'supervisor', 'wang');
  expect((await chief.get(agentFilePath(conversation, picture))).statusCode).toBe(200);
  const stranger = await staffOf(house, 'admin');
  expect(refusal(await stranger.get(agentFilePath(conversation, picture)))).toEqual([403, 'not-allowed']);
  await house.floor.records.people.saveStaff({ id: 'the-agent', login: 'the-agent', name: 'x', role: 'agent', disabled: false, agent: 'wang' });
  expect(refusal(await li.get(agentFilePath(conversation, picture)))).toEqual([404, 'conversation-unknown']);
});

test('a number that carries nothing, or nothing any more, is answered in words', async () => {
  const [picture = 0] = await said();
  expect(refusal(await li.get(agentFilePath(conversation, picture + 100)))).toEqual([404, 'not-found']);
  expect(refusal(await li.get(agentFilePath('unknown', 1)))).toEqual([404, 'conversation-unknown']);
  const away = await house.floor.desk.agent.reply({ agent: 'li', conversation, key: 'a-picture-away', body: { kind: 'text', text: 'no picture' } });
  if (away.kind === 'stored') expect(refusal(await li.get(agentFilePath(conversation, away.message.seq)))).toEqual([404, 'not-found']);
  expect((await li.get(`/api/agent/conversations/${conversation}/files/x`)).statusCode).toBe(400);
});
