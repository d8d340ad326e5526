import { subjectOf } from '../../../console/widget/identity';
import { createVisit } from '../../../console/widget/visit';
import type { Browser } from '../../../console/widget/browser';
import { memoryShelf } from './memory-shelf';

type Asked = { readonly path: string; readonly body: Record<string, unknown>; readonly bearer: string };

const payload = Buffer.from(JSON.stringify({ facts: { name: '小明' }, exp: 1, subject: '用户-1' })).toString('base64url');
const identity = { payload, signature: 'ab' };

/** A browser whose server signs everybody in and has no conversations for him. */
const stage = (shelf = memoryShelf(), refuse?: string) => {
  const asked: Asked[] = [];
  let tokens = 0;
  const fetch: Browser['fetch'] = async (input, init) => {
    const body: Record<string, unknown> = typeof init?.body === 'string' ? JSON.parse(init.body) : {};
    const path = String(input).replace('https://zhida.example', '');
    asked.push({ path, body, bearer: new Headers(init?.headers).get('authorization') ?? '' });
    if (path !== '/api/visitor/web-login') return Response.json({ conversations: [] });
    if (refuse !== undefined) return Response.json({ code: refuse, message: '' }, { status: 403 });
    return Response.json({ token: `t${(tokens += 1)}`, expiresAt: 1e12, identified: 'identity' in body });
  };
  const browser: Browser = {
    fetch, shelf, random: () => 0, fill: (bytes) => void bytes.fill(7), timers: { now: () => 0, after: () => () => undefined },
    Socket: class {} as unknown as typeof WebSocket,
  };
  const visitOf = (more: { identity?: typeof identity } = {}) => createVisit({ browser, settings: { server: 'https://zhida.example', site: 'web' }, ...more });
  return { asked, visitOf, shelf };
};

test('a browser is signed in by its own secret when it is first needed, and its token kept', async () => {
  const { asked, visitOf, shelf } = stage();
  const visit = visitOf();
  expect([asked, visit.isKnown(), shelf.all()]).toEqual([[], false, {}]);
  await visit.talks.resume();
  expect(asked[0]).toMatchObject({ path: '/api/visitor/web-login', body: { site: 'web', device: expect.stringMatching(/^[\w-]{43}$/) } });
  expect(asked[0]?.body).not.toHaveProperty('identity');
  const again = visitOf();
  await again.talks.resume();
  expect([again.isKnown(), asked.map(({ path, bearer }) => `${path} ${bearer}`).slice(1)]).toEqual([true, ['/api/visitor/conversations Bearer t1', '/api/visitor/conversations Bearer t1']]);
});

test('the merchant’s user is signed in as that, and nothing of it stays in the browser', async () => {
  const { asked, visitOf, shelf } = stage();
  const visit = visitOf({ identity });
  expect(await visit.signIn()).toBe(true);
  expect(asked[0]?.body).toMatchObject({ identity });
  expect(Object.keys(shelf.all())).toEqual(['zhida:web:device']);
  await visitOf({ identity }).signIn();
  expect(asked).toHaveLength(2);
});

test('who is refused is told why, and who builds the page too, once', async () => {
  Object.assign(globalThis, { location: { origin: 'https://shop.example' } });
  const spoken = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { visitOf } = stage(memoryShelf(), 'origin-refused');
  const visit = visitOf();
  await visit.talks.resume();
  await visit.talks.resume();
  expect(visit.trouble()).toBe('origin-refused');
  expect(spoken.mock.calls).toEqual([[expect.stringContaining('https://shop.example is not among the allowed origins of the site "web"')]]);
  spoken.mockRestore();
});

test('whom a payload is about', () => {
  expect(subjectOf(identity)).toBe('用户-1');
  expect([subjectOf({ ...identity, payload: '%' }), subjectOf({ ...identity, payload: 'e30' })]).toEqual(['', '']);
});
