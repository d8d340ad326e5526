import { askWithin, createSend, type Fetch } from '../../../console/widget/send';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

const never = (): (() => void) => () => undefined;

/** A fetch that answers by a table of `METHOD path`; what is not in it cannot be reached, as with a server that is gone or forbids this page. */
const fetchOf = (answers: Readonly<Record<string, () => Response | Promise<Response>>>): { fetch: Fetch; asked: Asked[] } => {
  const asked: Asked[] = [];
  const fetch: Fetch = async (input, init = {}) => {
    const url = String(input);
    asked.push({ url, init });
    const answer = answers[`${init.method ?? 'GET'} ${url.replace('https://zhida.example', '')}`];
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return answer();
  };
  return { fetch, asked };
};

const sendBy = (fetch: Fetch) => createSend({ fetch, timers: { now: () => 0, after: never }, server: 'https://zhida.example' });
const entries = { method: 'GET', path: '/api/visitor/entries' } as const;

test('an answer comes with its data and its ETag, and nothing of the merchant’s page goes along', async () => {
  const { fetch, asked } = fetchOf({ 'GET /api/visitor/entries': () => new Response('{"a":1}', { headers: { etag: '"x"' } }) });
  expect(await sendBy(fetch)({ ...entries, header: { authorization: 'Bearer t' } })).toEqual({ ok: true, status: 200, data: { a: 1 }, etag: '"x"' });
  expect(asked[0]?.init).toMatchObject({ credentials: 'omit', headers: { authorization: 'Bearer t' } });
});

test('a refusal keeps its code and how long to wait', async () => {
  const { fetch } = fetchOf({ 'POST /api/visitor/web-login': () => new Response('{"code":"too-many-requests","message":""}', { status: 429, headers: { 'retry-after': '7' } }) });
  expect(await sendBy(fetch)({ method: 'POST', path: '/api/visitor/web-login', body: {} })).toEqual({ ok: false, code: 'too-many-requests', retryAfterMs: 7000 });
});

test('a page that may not read answers is told apart from a lost network: the script itself still answers', async () => {
  expect(await sendBy(fetchOf({ 'HEAD /widget.js': () => new Response() }).fetch)(entries)).toMatchObject({ ok: false, code: 'origin-refused' });
  expect(await sendBy(fetchOf({}).fetch)(entries)).toMatchObject({ ok: false, code: 'offline' });
});

test('no answer in time is a failure of its own, and the request is given up', async () => {
  let late = (): void => undefined;
  const fetch: Fetch = (_input, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  const timers = { now: () => 0, after: (_ms: number, act: () => void) => ((late = act), () => undefined) };
  const answer = askWithin({ fetch, timers, server: '' }, '/x', {}, 10);
  late();
  expect(await answer).toMatchObject({ ok: false, code: 'timeout' });
});
