import { StaffListAnswer, WebhooksAnswer } from '../../shared/http/ops-people';
import { agent, entry, toAgent } from '../desk/floor';
import { bearer, openHouse, read, type House } from './house';
import { type Caller, callerWith, refusal, staffOf } from './staff-of';

let house: House;
let admin: Caller;
beforeEach(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] });
  admin = await staffOf(house, 'admin');
});
afterEach(() => house.close());

const audits = async (): Promise<string> => (await admin.get('/api/ops/audits?limit=200')).body;
const login = (name: string, password: string) => house.http.inject({ method: 'POST', url: '/api/auth/login', payload: { login: name, password } });

const PASSWORD = 'a long enough one';
const newcomer = { login: 'chen', name: '陈晨', role: 'ops', password: PASSWORD };

test('a login is made, signs in, and is signed out everywhere when it is switched off', async () => {
  const made = await admin.send('POST', '/api/ops/staff', newcomer);
  expect([made.statusCode, made.json()]).toMatchObject([201, { login: 'chen', role: 'ops', disabled: false }]);
  const { token } = (await login('chen', PASSWORD)).json();
  const chen = callerWith(house, bearer(token));
  expect((await chen.get('/api/ops/draft')).statusCode).toBe(200);
  const { password: _, ...terms } = newcomer;
  expect((await admin.send('PUT', `/api/ops/staff/${made.json().id}`, { ...terms, disabled: true })).statusCode).toBe(200);
  expect(refusal(await chen.get('/api/ops/draft'))).toEqual([401, 'login-needed']);
  expect((await login('chen', PASSWORD)).statusCode).toBe(401);
});

test('a reset password ends the sessions of the old one', async () => {
  const { id } = (await admin.send('POST', '/api/ops/staff', newcomer)).json();
  const { token } = (await login('chen', PASSWORD)).json();
  expect((await admin.send('POST', `/api/ops/staff/${id}/password`, { password: 'another long one' })).statusCode).toBe(200);
  expect((await callerWith(house, bearer(token)).get('/api/auth/me')).statusCode).toBe(401);
  expect([(await login('chen', PASSWORD)).statusCode, (await login('chen', 'another long one')).statusCode]).toEqual([401, 200]);
});

test('staff routes refuse what cannot be', async () => {
  expect(refusal(await admin.send('POST', '/api/ops/staff', { ...newcomer, password: 'short' }))).toEqual([400, 'bad-request']);
  expect(refusal(await admin.send('POST', '/api/ops/staff', { ...newcomer, role: 'king' }))).toEqual([400, 'bad-request']);
  expect(refusal(await admin.send('POST', '/api/ops/staff', { ...newcomer, agent: 'nobody' }))).toEqual([400, 'bad-request']);
  await admin.send('POST', '/api/ops/staff', { ...newcomer, agent: 'li' });
  expect(refusal(await admin.send('POST', '/api/ops/staff', newcomer))).toEqual([409, 'login-taken']);
  const last = { login: 'the-admin', name: 'x', role: 'admin', disabled: true };
  expect(refusal(await admin.send('PUT', '/api/ops/staff/the-admin', last))).toEqual([409, 'last-admin']);
  expect(refusal(await admin.send('PUT', '/api/ops/staff/the-admin', { ...last, role: 'ops', disabled: false }))).toEqual([409, 'last-admin']);
  expect(refusal(await admin.send('PUT', '/api/ops/staff/nobody', last))).toEqual([404, 'not-found']);
  expect(refusal(await admin.send('POST', '/api/ops/staff/nobody/password', { password: PASSWORD }))).toEqual([404, 'not-found']);
  const ops = await staffOf(house, 'ops');
  for (const url of ['/api/ops/staff', '/api/ops/webhooks', '/api/ops/sites/shop/access']) expect(refusal(await ops.get(url))).toEqual([403, 'not-allowed']);
});

test('passwords and their hashes are in no answer and no audit row', async () => {
  const made = await admin.send('POST', '/api/ops/staff', newcomer);
  await admin.send('POST', `/api/ops/staff/${made.json().id}/password`, { password: 'another long one' });
  const listed = await admin.get('/api/ops/staff');
  expect(read(StaffListAnswer, listed).staff.map((one) => one.login)).toEqual(['chen', 'the-admin']);
  for (const text of [made.body, listed.body, await audits()]) expect(text).not.toMatch(/scrypt|another long one|a long enough one|passwordHash|password\\?":/);
  expect(await audits()).toContain('reset-password');
});

test('API keys and secrets are told once, kept as a hash, and never told again', async () => {
  const made = await admin.send('POST', '/api/ops/sites/shop/api-keys', { name: 'ERP' });
  expect(made.statusCode).toBe(201);
  const { key, id } = made.json();
  expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  const secret: string = (await admin.send('POST', '/api/ops/sites/shop/secret')).json().secret;
  const shown = await admin.get('/api/ops/sites/shop/access');
  expect(shown.json()).toEqual({ keys: [{ id, site: 'shop', name: 'ERP', createdAt: house.floor.clock.now }], hasSecret: true });
  expect(JSON.stringify(await house.floor.records.people.apiKeys('shop'))).not.toContain(key);
  for (const text of [shown.body, await audits()]) for (const hidden of [key, secret]) expect(text).not.toContain(hidden);
  expect(await audits()).toContain('add-key');
  expect((await admin.send('DELETE', `/api/ops/sites/shop/api-keys/${id}`)).statusCode).toBe(204);
  expect(refusal(await admin.send('DELETE', `/api/ops/sites/shop/api-keys/${id}`))).toEqual([404, 'not-found']);
  expect(refusal(await admin.send('POST', '/api/ops/sites/nosuch/api-keys', { name: 'x' }))).toEqual([404, 'not-found']);
  expect(refusal(await admin.send('POST', '/api/ops/sites/nosuch/secret'))).toEqual([404, 'not-found']);
  expect(refusal(await admin.send('POST', '/api/ops/sites/shop/api-keys', {}))).toEqual([400, 'bad-request']);
});

test('webhooks: made, changed, tested, given a new secret and removed; the secret is told twice at most', async () => {
  const terms = { site: 'shop', url: 'https://erp.example/hook', events: ['message.created'] };
  const made = await admin.send('POST', '/api/ops/webhooks', terms);
  expect(made.statusCode).toBe(201);
  const { id, secret } = made.json();
  const changed = await admin.send('PUT', `/api/ops/webhooks/${id}`, { ...terms, events: ['message.left'], disabled: true });
  expect(changed.json()).toEqual({ id, ...terms, events: ['message.left'], disabled: true });
  expect((await house.floor.records.people.webhooks())[0]?.secret).toBe(secret);
  const renewed: string = (await admin.send('POST', `/api/ops/webhooks/${id}/secret`)).json().secret;
  expect(renewed).not.toBe(secret);
  await admin.send('PUT', `/api/ops/webhooks/${id}`, terms);
  const { eventId } = (await admin.send('POST', `/api/ops/webhooks/${id}/test`)).json();
  await house.floor.settle();
  expect((await admin.get('/api/ops/deliveries?state=sent')).json().deliveries).toMatchObject([{ id: `${eventId}.${id}`, to: 'webhook', name: id, what: 'test' }]);
  const listed = await admin.get('/api/ops/webhooks');
  expect(read(WebhooksAnswer, listed).webhooks).toHaveLength(1);
  for (const text of [listed.body, changed.body, await audits()]) for (const hidden of [secret, renewed]) expect(text).not.toContain(hidden);
  expect((await admin.send('DELETE', `/api/ops/webhooks/${id}`)).statusCode).toBe(204);
  for (const [method, path, body] of [['DELETE', id], ['PUT', id, terms], ['POST', `${id}/secret`], ['POST', `${id}/test`]] as const) {
    expect(refusal(await admin.send(method, `/api/ops/webhooks/${path}`, body))).toEqual([404, 'not-found']);
  }
  expect(refusal(await admin.send('POST', '/api/ops/webhooks', { ...terms, site: 'nosuch' }))).toEqual([404, 'not-found']);
  for (const wrong of [{ url: 'file:///etc/passwd' }, { url: 'https://u:p@erp.example' }, { events: [] }, { events: ['nosuch'] }]) {
    expect(refusal(await admin.send('POST', '/api/ops/webhooks', { ...terms, ...wrong }))).toEqual([400, 'bad-request']);
  }
});
