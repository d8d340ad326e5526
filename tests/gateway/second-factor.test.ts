import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { SecondFactorAnswer, SecondFactorBegun, RecoveryAnswer } from '../../shared/http/second-factor';
import { StaffListAnswer } from '../../shared/http/ops-people';
import { StaffLoginAnswer } from '../../shared/http/auth';
import { hashPassword } from '../../server/gateway/auth/password';
import { createSeal } from '../../server/gateway/auth/seal';
import { plainRecovery } from '../../server/gateway/auth/totp';
import { hashToken } from '../../server/gateway/tokens';
import { agent, entry, toAgent } from '../desk/floor';
import { bearer, openHouse, read, type House } from './house';
import { actions, callerWith, refusal, staffOf, type Answer, type Caller } from './staff-of';

const PASSWORD = 'a long password';
const HALF_MINUTE = 30_000;

let house: House;
let hash: string;
beforeAll(async () => { hash = await hashPassword(PASSWORD); });
beforeEach(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] });
  await house.floor.records.people.saveStaff({ id: 'anna', login: 'anna', name: 'Anna', role: 'ops', passwordHash: hash, disabled: false });
});
afterEach(() => house.close());

const signIn = (code?: string): Promise<Answer> =>
  house.http.inject({ method: 'POST', url: '/api/auth/login', payload: { login: 'anna', password: PASSWORD, ...(code !== undefined && { code }) } });
const codeOf = (secret: string, at = house.floor.clock.now): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

/** Anna, signed in by her password alone. */
async function anna(): Promise<Caller> {
  return callerWith(house, bearer(read(StaffLoginAnswer, await signIn()).token));
}

async function takenUp(): Promise<{ her: Caller; secret: string; codes: string[] }> {
  const her = await anna();
  const { secret, address } = read(SecondFactorBegun, await her.send('POST', '/api/auth/second-factor/begin', { password: PASSWORD }));
  expect(address).toMatch(/^otpauth:\/\/totp\/Zhida:anna\?issuer=Zhida&secret=/);
  const { codes } = read(RecoveryAnswer, await her.send('POST', '/api/auth/second-factor/confirm', { code: codeOf(secret) }));
  return { her, secret, codes };
}

test('it counts only when its first code was shown, and then the password alone is not enough', async () => {
  const her = await anna();
  expect(refusal(await her.send('POST', '/api/auth/second-factor/begin', { password: 'another one' }))).toEqual([401, 'login-failed']);
  const { secret } = read(SecondFactorBegun, await her.send('POST', '/api/auth/second-factor/begin', { password: PASSWORD }));
  expect((await signIn()).statusCode).toBe(200);
  expect(refusal(await her.send('POST', '/api/auth/second-factor/confirm', { code: '000000' }))).toEqual([401, 'code-wrong']);
  const confirmed = await her.send('POST', '/api/auth/second-factor/confirm', { code: codeOf(secret) });
  const { codes } = read(RecoveryAnswer, confirmed);
  expect([codes.length, new Set(codes).size, confirmed.headers['cache-control']]).toEqual([10, 10, 'no-store']);
  expect(codes[0]).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/);
  expect(read(SecondFactorAnswer, await her.get('/api/auth/second-factor'))).toEqual({ on: true, since: house.floor.clock.now, recoveryLeft: 10 });
  expect(refusal(await her.send('POST', '/api/auth/second-factor/begin', { password: PASSWORD }))).toEqual([409, 'second-factor-on']);
  expect(refusal(await signIn())).toEqual([401, 'code-needed']);
});

test('it stands sealed in the records: under another secret of the server only what was written down signs in', async () => {
  const { secret, codes } = await takenUp();
  const { secondFactors } = house.floor.records;
  const kept = (await secondFactors.of('anna'))?.secret ?? '';
  expect([kept.startsWith('v1.'), kept.includes(secret), createSeal('a secret of the tests', randomBytes).open(kept)]).toEqual([true, false, secret]);
  expect(createSeal('another secret', randomBytes).open(kept)).toBeUndefined();
  expect(createSeal('a secret of the tests', randomBytes).open(`${kept.slice(0, -2)}AA`)).toBeUndefined();
  expect(createSeal('another secret', randomBytes).open(secret)).toBe(secret);
  // a secret made up at each start would be another one after the next
  expect(createSeal(undefined, randomBytes).close(secret)).toBe(secret);
  await secondFactors.remove('anna', { id: 'off', at: 0, by: 'test', role: 'admin', action: 'off', object: 'anna' });
  const foreign = createSeal('another secret', randomBytes).close(secret);
  await secondFactors.begin({ staff: 'anna', secret: foreign, now: 0 });
  await secondFactors.confirm({ staff: 'anna', secret: foreign, step: 0, recovery: codes.slice(0, 1).map((code) => hashToken(plainRecovery(code))), now: 0, audit: { id: 'on', at: 0, by: 'test', role: 'admin', action: 'on', object: 'anna' } });
  house.floor.clock.pass(HALF_MINUTE);
  expect(refusal(await signIn(codeOf(secret)))).toEqual([401, 'code-wrong']);
  expect((await signIn(codes[0])).statusCode).toBe(200);
});

test('a code signs in once: not the one it was confirmed with, not twice, not when it is old', async () => {
  const { secret } = await takenUp();
  expect(refusal(await signIn(codeOf(secret)))).toEqual([401, 'code-wrong']);
  house.floor.clock.pass(HALF_MINUTE);
  const code = codeOf(secret);
  expect((await signIn(`${code.slice(0, 3)} ${code.slice(3)}`)).statusCode).toBe(200);
  expect(refusal(await signIn(code))).toEqual([401, 'code-wrong']);
  house.floor.clock.pass(10 * HALF_MINUTE);
  expect(refusal(await signIn(codeOf(secret, house.floor.clock.now - 2 * HALF_MINUTE)))).toEqual([401, 'code-wrong']);
  expect((await signIn(codeOf(secret, house.floor.clock.now - HALF_MINUTE))).statusCode).toBe(200);
});

test('a recovery code signs in once, however it is typed, and that is audited', async () => {
  const { her, codes } = await takenUp();
  const [first = ''] = codes;
  expect((await signIn(first.toLowerCase().replaceAll('-', ' '))).statusCode).toBe(200);
  expect(refusal(await signIn(first))).toEqual([401, 'code-wrong']);
  expect(read(SecondFactorAnswer, await her.get('/api/auth/second-factor')).recoveryLeft).toBe(9);
  expect(await actions(await staffOf(house, 'admin'))).toEqual(expect.arrayContaining(['recovery-code-used staff:anna', 'second-factor-on staff:anna']));
});

test('guessing is slowed down, and a right code does not help once it is too much', async () => {
  const { secret } = await takenUp();
  house.floor.clock.pass(HALF_MINUTE);
  for (let n = 0; n < 5; n += 1) expect(refusal(await signIn('111111'))).toEqual([401, 'code-wrong']);
  const held = await signIn(codeOf(secret));
  expect([refusal(held), Number(held.headers['retry-after']) > 0]).toEqual([[429, 'too-many-requests'], true]);
  house.floor.clock.pass(300_001);
  expect((await signIn(codeOf(secret))).statusCode).toBe(200);
});

test('she gives it up by her password, an administrator takes it off, and both are audited', async () => {
  const { her } = await takenUp();
  const admin = await staffOf(house, 'admin');
  const holders = async () => read(StaffListAnswer, await admin.get('/api/ops/staff')).staff.filter((one) => one.secondFactor).map((one) => one.login);
  expect(await holders()).toEqual(['anna']);
  expect(refusal(await her.send('POST', '/api/auth/second-factor/off', { password: 'another one' }))).toEqual([401, 'login-failed']);
  expect((await her.send('POST', '/api/auth/second-factor/off', { password: PASSWORD })).statusCode).toBe(204);
  expect((await signIn()).statusCode).toBe(200);
  await takenUp();
  expect((await admin.send('POST', '/api/ops/staff/anna/second-factor/reset')).statusCode).toBe(204);
  expect([await holders(), (await signIn()).statusCode]).toEqual([[], 200]);
  expect(refusal(await admin.send('POST', '/api/ops/staff/nobody/second-factor/reset'))).toEqual([404, 'not-found']);
  const audited = await admin.get('/api/ops/audits');
  expect(audited.body).toContain('second-factor-off');
  expect(audited.body).toContain('reset-second-factor');
});
