import { createPictures } from '../../../console/widget/pictures';
import { saidPath, uploadPath } from '../../../console/widget/said-path';
import type { Fetch } from '../../../console/widget/send';
import { createUploads } from '../../../console/widget/uploads';
import { conversation, line } from './talk-double';

const made: Blob[] = [];
const revoked: string[] = [];
Object.assign(URL, {
  createObjectURL: (blob: Blob) => `blob:${made.push(blob)}`,
  revokeObjectURL: (address: string) => void revoked.push(address),
});

const answering = (...answers: Response[]) => {
  const asked: { url: string; bearer: string; body: unknown }[] = [];
  const fetch: Fetch = async (input, init) => {
    asked.push({ url: String(input), bearer: new Headers(init?.headers).get('authorization') ?? '', body: init?.body });
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return answer;
  };
  return { asked, asker: { fetch, server: 'https://zhida.example', timers: { now: () => 0, after: (_ms: number, act: () => void) => (act(), () => undefined) } } };
};
const refusal = (code: string, status: number): Response => Response.json({ code, message: '' }, { status });

test('a picture is read once with the visitor’s token, however often it is shown', async () => {
  const { asker, asked } = answering(new Response('x', { headers: { 'content-type': 'image/png' } }));
  const pictures = createPictures({ asker, token: async () => 't1' });
  const [first, second] = await Promise.all([pictures.read('/a'), pictures.read('/a')]);
  expect([first, asked.length, asked[0]?.bearer, made.at(-1)?.type]).toEqual([second, 1, 'Bearer t1', 'image/png']);
  pictures.close();
  expect(revoked.map((address) => ({ address }))).toEqual([first]);
});

test.each(['text/html', 'image/svg+xml', 'application/pdf', ''])('%s never becomes something a browser would open in the shop’s name', async (type) => {
  const { asker } = answering(new Response('<script>', { headers: { 'content-type': type } }));
  await createPictures({ asker, token: async () => 't' }).read('/a');
  expect(made.at(-1)?.type).toBe('application/octet-stream');
});

test('what could not be read is asked for again the next time', async () => {
  const { asker } = answering(refusal('internal', 500), new Response('x', { headers: { 'content-type': 'image/png' } }));
  const pictures = createPictures({ asker, token: async () => 't' });
  expect(await pictures.read('/a')).toBe('failed');
  expect(await pictures.read('/a')).toHaveProperty('address');
});

test('one that is on its way from WeCom is waited for, one that is gone is not', async () => {
  const away = answering(refusal('file-away', 404), refusal('file-away', 404), new Response('x', { headers: { 'content-type': 'image/png' } }));
  expect(await createPictures({ asker: away.asker, token: async () => 't' }).read('/a')).toHaveProperty('address');
  const gone = answering(refusal('file-gone', 410));
  expect([await createPictures({ asker: gone.asker, token: async () => 't' }).read('/a'), gone.asked.length]).toEqual(['gone', 1]);
});

test('a picture whose token is no longer taken is asked for with a new one', async () => {
  const { asker, asked } = answering(refusal('login-needed', 401), new Response('x', { headers: { 'content-type': 'image/png' } }));
  expect(await createPictures({ asker, token: async (isRefused) => (isRefused ? 't2' : 't1') }).read('/a')).toHaveProperty('address');
  expect(asked.map(({ bearer }) => bearer)).toEqual(['Bearer t1', 'Bearer t2']);
});

const file = new File(['a picture'], 'a.png', { type: 'image/png' });
const uploaded = { file: 'f'.repeat(32), kind: 'image', name: 'a.png', bytes: 1, contentType: 'image/png' };

test('a file goes up in one part and answers the name to say it by', async () => {
  const { asker, asked } = answering(Response.json(uploaded));
  expect(await createUploads({ asker, token: async () => 't1' })(file)).toEqual({ ok: true, file: uploaded.file, kind: 'image' });
  const [{ url, bearer, body } = { url: '', bearer: '', body: undefined }] = asked;
  expect([url, bearer]).toEqual(['https://zhida.example/api/visitor/files', 'Bearer t1']);
  expect(body instanceof FormData && [...body.keys()]).toEqual(['file']);
});

test('a token that is no longer taken is renewed once', async () => {
  const refused = (): Response => refusal('login-needed', 401);
  const { asker, asked } = answering(refused(), Response.json(uploaded));
  const given: boolean[] = [];
  const token = async (isRefused: boolean): Promise<string> => (given.push(isRefused), `t${given.length}`);
  expect(await createUploads({ asker, token })(file)).toMatchObject({ ok: true });
  expect([given, asked.map(({ bearer }) => bearer)]).toEqual([[false, true], ['Bearer t1', 'Bearer t2']]);
  expect(await createUploads({ asker: answering(refused(), refused()).asker, token })(file)).toEqual({ ok: false, code: 'login-needed' });
});

test('where the picture of a line stands: here while it is on its way, then on the server; nowhere when it is gone', () => {
  const { conversation: _known, seq: _number, ...onItsWay } = line({ body: { kind: 'image', file: 'f1' } });
  expect(saidPath(onItsWay)).toBe(uploadPath('f1'));
  expect(saidPath(line({ seq: 9, body: { kind: 'file', name: 'a.pdf' } }))).toBe(`/api/visitor/conversations/${conversation}/files/9`);
  expect(saidPath(line({ body: { kind: 'image', gone: true } }))).toBeUndefined();
  expect(saidPath(line({ text: 'x' }))).toBeUndefined();
});
