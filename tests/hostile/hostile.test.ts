import { randomInt } from 'node:crypto';
import { badLines, startCampaign, type Campaign } from './campaign';
import { openHostileHouse, type HostileHouse } from './house';
import { callers } from './request';

/** Always the same requests, so that what was found once stays found; the other seed looks further, its number is in the test's name. */
const RECORDED = 20_260_107;
const FRESH = Number(process.env.HOSTILE_SEED ?? randomInt(2 ** 31 - 1));
const REQUESTS = 2_250;
const RAW = 250;

let house: HostileHouse;
let campaign: Campaign;

beforeAll(async () => {
  house = await openHostileHouse();
  campaign = await startCampaign(house);
}, 60_000);
afterAll(() => house.close());

describe.each([RECORDED, FRESH])('seed %i', (seed) => {
  test('no request breaks anything or is told anything', async () => {
    expect(await campaign.requests(seed, REQUESTS)).toEqual([]);
  }, 120_000);

  test('no bytes on the wire break anything', async () => {
    expect(await campaign.bytes(seed, RAW)).toEqual([]);
  }, 120_000);
});

test.each([
  ['POST', '/api/visitor/login', { code: '\udc00\ud83d' }],
  ['PUT', '/api/merchant/visitor-facts', JSON.parse(`${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`)],
] as const)('what was once found at %s %s stays refused', async (method, url, payload) => {
  await campaign.people.refresh();
  const answer = await house.http.inject({ method, url, headers: { ...campaign.people.headers('merchant'), 'content-type': 'application/json' }, payload: JSON.stringify(payload) });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad-request']);
});

test('the requests were worth it: every kind of caller, and most routes opened at least once', () => {
  const { sent, statuses, routes } = campaign;
  expect(callers.filter((caller) => (sent.get(caller) ?? 0) < 60)).toEqual([]);
  const all = [...sent.values()].reduce((sum, one) => sum + one, 0);
  const unproven = (sent.get('nobody') ?? 0) + (sent.get('forged') ?? 0);
  expect(unproven / all).toBeLessThan(0.5);
  const keys = routes.map(({ method, path }) => `${method} ${path}`);
  expect(keys.filter((key) => !statuses.has(key))).toEqual([]);
  const opened = keys.filter((key) => [...(statuses.get(key) ?? [])].some((status) => status >= 200 && status < 300));
  expect(opened.length / keys.length).toBeGreaterThanOrEqual(0.6);
});

test('the log holds no fault, no secret, no openid and no word of anybody', () => {
  expect(house.lines.length).toBeGreaterThan(10);
  expect(badLines(house, campaign).slice(0, 5)).toEqual([]);
});
