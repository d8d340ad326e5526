import { createFacts } from '../../miniprogram/services/facts';
import type { Answer, Ask } from '../../miniprogram/services/shared-values/asking/ask';

const ok: Answer = { ok: true, status: 200, data: {}, etag: '' };
const refused = (code: 'offline' | 'bad-request'): Answer => ({ ok: false, code, retryAfterMs: 0 });
const ask: Ask = { method: 'GET', path: '/api/visitor/entries' };
const gold = { payload: 'gold', signature: 'aa' };

const start = () => {
  const asked: string[] = [];
  let answer: Answer = ok;
  const facts = createFacts({
    async send({ path, body }) {
      asked.push(body === undefined ? path : `${path} ${JSON.stringify(body)}`);
      return path === '/api/visitor/facts' ? answer : ok;
    },
  });
  return { facts, asked, answerWith: (next: Answer) => (answer = next) };
};
const told = (payload: string, signature: string): string => `/api/visitor/facts ${JSON.stringify({ payload, signature })}`;

test('facts go first, once for however many requests wait, and the same ones not again', async () => {
  const { facts, asked } = start();
  facts.bring(gold);
  await Promise.all([facts.send(ask), facts.send(ask)]);
  facts.bring({ ...gold });
  facts.bring(undefined);
  await facts.send(ask);
  expect(asked).toEqual([told('gold', 'aa'), ask.path, ask.path, ask.path]);
});

test('facts that come while others are handed on go after them', async () => {
  const { facts, asked } = start();
  facts.bring(gold);
  const first = facts.send(ask);
  facts.bring({ payload: 'order', signature: 'bb' });
  await first;
  expect(asked).toEqual([told('gold', 'aa'), told('order', 'bb'), ask.path]);
});

test('without a network the visitor is served all the same, and they are tried again with the next request', async () => {
  const { facts, asked, answerWith } = start();
  answerWith(refused('offline'));
  facts.bring(gold);
  expect(await facts.send(ask)).toBe(ok);
  answerWith(ok);
  await facts.send(ask);
  await facts.settled();
  expect(asked).toEqual([told('gold', 'aa'), ask.path, told('gold', 'aa'), ask.path]);
});

test('facts the server refuses are not tried again', async () => {
  const { facts, asked, answerWith } = start();
  answerWith(refused('bad-request'));
  facts.bring(gold);
  await facts.send(ask);
  await facts.send(ask);
  expect(asked).toEqual([told('gold', 'aa'), ask.path, ask.path]);
});
