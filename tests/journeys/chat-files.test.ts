import { chatFilePath } from '../../shared/chat-files';
import { UploadAnswer } from '../../shared/http/chat';
import { Value } from '@sinclair/typebox/value';
import { connect, enter, newClientId, type ChatPage } from '../gateway/chat-page';
import { PDF, PNG } from '../gateway/files/samples';
import type { Visitor } from './people';
import { startStage, type Stage } from './stage';
import { until } from './until';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ shop: { agents: { li: '李雷' }, buttons: [{ key: 'button', ladder: ['li'] }, { key: 'page', ladder: ['li'], chat: true }] } });
  await stage.online('li');
});
afterAll(() => stage?.end());

const nodeUrl = (): string => stage.nodes[0]?.url ?? '';

async function openPage({ token }: Visitor, after?: { conversation: string; seq: number }[]): Promise<ChatPage> {
  const page = await connect(nodeUrl());
  page.say({ type: 'hello', token, ...(after && { after }) });
  await page.next('ready');
  return page;
}

async function sendUp({ token }: Visitor, bytes: Buffer, name: string): Promise<UploadAnswer> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const answer: unknown = await (await fetch(`${nodeUrl()}/api/visitor/files`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form })).json();
  if (!Value.Check(UploadAnswer, answer)) throw new Error(`not sent up: ${JSON.stringify(answer)}`);
  return answer;
}

async function say(page: ChatPage, { kind, file }: UploadAnswer, clientId = newClientId()): Promise<number> {
  page.say({ type: 'say', entry: 'page', clientId, body: { kind, file } });
  return (await page.next('ack', (ack) => ack.clientId === clientId)).seq;
}

const read = async ({ token }: Visitor, conversation: string, seq: number): Promise<{ status: number; type: string | null; bytes: Buffer }> => {
  const answer = await fetch(nodeUrl() + chatFilePath(conversation, seq), { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()) };
};

test('pictures and files go both ways between our own page and WeCom, and outlive the death of the server', async () => {
  const visitor = await stage.visitor('小王');
  const li = stage.member('li');
  const page = await openPage(visitor);
  const { conversation } = await enter(page, 'page');
  const [picture, document, unsaid] = [await sendUp(visitor, PNG, '截图.png'), await sendUp(visitor, PDF, '合同.pdf'), await sendUp(visitor, PNG, '后来.png')];
  const [shown] = [await say(page, picture), await say(page, document)];

  const got = async (kind: string) => (await li.received()).find((line) => line.kind === kind);
  await until('the file is on her phone', async () => (await got('file')) !== undefined);
  for (const [kind, bytes] of [['image', PNG], ['file', PDF]] as const) {
    const media = await fetch((await got(kind))?.media?.url ?? '');
    expect(Buffer.from(await media.arrayBuffer()).equals(bytes)).toBe(true);
  }
  expect((await li.reads()).join('\n')).toContain('[文件] 合同.pdf');

  const answer = Buffer.concat([PNG, Buffer.from('her own')]);
  expect(await li.picture(answer)).toBe('acknowledged');
  const told = (): { seq: number; body: unknown } | undefined => page.frames.flatMap((frame) => (frame.type === 'messages' ? frame.messages : [])).find(({ from }) => from === 'agent');
  const hers = await until('her picture on the page', told);
  expect(hers.body).toEqual({ kind: 'image' });
  await until('its bytes', async () => (await read(visitor, conversation, hers.seq)).status === 200);

  await stage.nodes[0]?.kill();
  await stage.nodes[0]?.start();
  const back = await openPage(visitor, [{ conversation, seq: hers.seq }]);
  const later = await say(back, unsaid, 'said-after-death');
  expect(await say(back, unsaid, 'said-after-death')).toBe(later);
  for (const [seq, bytes] of [[shown, PNG], [hers.seq, answer], [later, PNG]] as const) {
    const kept = await read(visitor, conversation, seq);
    expect([kept.status, kept.type, kept.bytes.equals(bytes)]).toEqual([200, 'image/png', true]);
  }
  expect((await read(await stage.visitor('小李'), conversation, shown)).status).toBe(404);
  expect(stage.nodes.map((node) => node.printed()).join('')).not.toMatch(/截图|合同|后来/);
}, 90_000);
