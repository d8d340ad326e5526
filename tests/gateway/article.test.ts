import { agent, entry, toAgent } from '../desk/floor';
import { openHouse, type House } from './house';

const REFUSED = { success: false, message: '客服ID无效' };
let house: House;

beforeAll(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')]), entry('off', [toAgent('li')], { enabled: false }), entry('constructor', [toAgent('li')])] });
});
afterAll(() => house.close());

const ask = (payload: string, type = 'application/json') =>
  house.http.inject({ method: 'POST', url: '/api/getCustomerServiceUrl', payload, headers: type === '' ? {} : { 'content-type': type } });

test('a known id is answered with the page of its entry, without login and whatever else is sent along', async () => {
  const answer = await ask('{"customerId":"vip","userId":"1","x":{"y":[]}}');
  expect([answer.statusCode, answer.json(), answer.headers['content-type']]).toEqual([200, { success: true, url: '/pages/entry/index?e=vip' }, 'application/json; charset=utf-8']);
  expect((await ask('{"customerId":"constructor"}', 'application/json; charset=UTF-8')).json().url).toBe('/pages/entry/index?e=constructor');
});

test.each([
  ['an unknown id', '{"customerId":"nobody"}'], ['an entry that is switched off', '{"customerId":"off"}'], ['a prototype id', '{"customerId":"__proto__"}'],
  ['another prototype id', '{"customerId":"toString"}'], ['no id', '{}'], ['an empty id', '{"customerId":""}'], ['a number', '{"customerId":1}'], ['null', '{"customerId":null}'],
  ['an array', '{"customerId":["vip"]}'], ['an object', '{"customerId":{"toString":"vip"}}'], ['a bare null', 'null'], ['a bare array', '[{"customerId":"vip"}]'],
  ['a text', '"vip"'], ['broken JSON', '{"customerId":"vip"'], ['nothing', ''], ['an id on the prototype', '{"__proto__":{"customerId":"vip"}}'], ['deep nesting', '['.repeat(50_000)],
])('%s is 404 in the same form', async (_, payload) => {
  const answer = await ask(payload);
  expect([answer.statusCode, answer.json()]).toEqual([404, REFUSED]);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'garbage', ''])('content type "%s" is 404 in the same form', async (type) => {
  const answer = await ask('{"customerId":"vip"}', type);
  expect([answer.statusCode, answer.json()]).toEqual([404, REFUSED]);
});

test('a huge body is 413 in the same form', async () => {
  const answer = await ask(`{"customerId":"${'x'.repeat(70_000)}"}`);
  expect([answer.statusCode, answer.json()]).toEqual([413, REFUSED]);
});

test('a published change holds at once', async () => {
  await house.floor.publish((config) => {
    for (const one of config.entries) if (one.key === 'off') one.enabled = true;
  });
  expect((await ask('{"customerId":"off"}')).statusCode).toBe(200);
});
