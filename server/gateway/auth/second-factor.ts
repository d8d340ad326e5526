import { RecoveryAnswer, SecondFactorAnswer, SecondFactorBegun, SecondFactorCode, SecondFactorPassword } from '../../../shared/http/second-factor';
import type { App } from '../fastify-app';
import { refuse, refuseFor } from '../refuse';
import { NoContent, refusals } from '../refusal-schema';
import { hashToken } from '../tokens';
import type { AuthParts } from './auth-parts';
import { CODES } from './check-code';
import { isPassword, PASSWORDS } from './password';
import { addressOf, makeRecoveryCode, makeSecret, plainRecovery, stepOf } from './totp';

const RECOVERY_CODES = 10;
const tags = ['auth'];
const security = [{ token: [] }, { cookie: [] }];
const ABOUT = '/api/auth/second-factor';

/** One's own second factor: looked at, taken up, confirmed by its first code, given up. */
export const secondFactor = ({ desk, gate, seal, randomBytes, now }: AuthParts) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(CODES);
  const guesses = desk.attempts(PASSWORDS);
  const onRequest = gate.allow('self');

  /** Whoever only found the screen open cannot change what signs in. */
  async function knowsPassword(staff: string, password: string): Promise<boolean> {
    return isPassword(password, (await desk.staff.byId(staff))?.passwordHash);
  }

  app.get(ABOUT, {
    onRequest, schema: { tags, summary: '我的两步验证 / my second factor', security, response: { 200: SecondFactorAnswer, ...refusals(401) } },
  }, async (request, reply) => reply.header('cache-control', 'no-store').send(await desk.secondFactors.shown(gate.staff(request).person.id)));

  app.post(`${ABOUT}/begin`, {
    onRequest,
    schema: { tags, summary: '开启两步验证：先取得密钥 / take one up: the secret', security, body: SecondFactorPassword, response: { 200: SecondFactorBegun, ...refusals(400, 401, 409, 429) } },
  }, async (request, reply) => {
    const { person } = gate.staff(request);
    const wait = await guesses.take(person.id);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    if (!(await knowsPassword(person.id, request.body.password))) return refuse(request, reply, 'login-failed');
    const secret = makeSecret(randomBytes);
    const begun = await desk.secondFactors.begin(person.id, seal.close(secret));
    return begun.kind === 'refused' ? refuse(request, reply, begun.code) : reply.header('cache-control', 'no-store').send({ secret, address: addressOf(secret, person.login) });
  });

  app.post(`${ABOUT}/confirm`, {
    onRequest,
    schema: { tags, summary: '用第一个验证码确认；恢复码只显示这一次 / confirm by the first code; recovery codes are told once', security, body: SecondFactorCode, response: { 200: RecoveryAnswer, ...refusals(400, 401, 409, 429) } },
  }, async (request, reply) => {
    const { person } = gate.staff(request);
    const wait = await attempts.take(person.id);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    const kept = await desk.secondFactors.begunSecretOf(person.id);
    const secret = kept === undefined ? undefined : seal.open(kept);
    if (kept === undefined || secret === undefined) return refuse(request, reply, 'conflict');
    const step = stepOf(secret, request.body.code.replace(/\s/g, ''), now());
    if (step === undefined) return refuse(request, reply, 'code-wrong');
    const codes = Array.from({ length: RECOVERY_CODES }, () => makeRecoveryCode(randomBytes));
    const confirmed = await desk.secondFactors.confirm(person, request.ip, { secret: kept, step, recovery: codes.map((code) => hashToken(plainRecovery(code))) });
    if (confirmed.kind === 'refused') return refuse(request, reply, confirmed.code);
    await attempts.forget(person.id);
    return reply.header('cache-control', 'no-store').send({ codes });
  });

  app.post(`${ABOUT}/off`, {
    onRequest, schema: { tags, summary: '关闭两步验证 / give it up', security, body: SecondFactorPassword, response: { 204: NoContent, ...refusals(400, 401, 429) } },
  }, async (request, reply) => {
    const { person } = gate.staff(request);
    const wait = await guesses.take(person.id);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    if (!(await knowsPassword(person.id, request.body.password))) return refuse(request, reply, 'login-failed');
    await desk.secondFactors.turnOff(person, request.ip);
    return reply.code(204).send(undefined);
  });
};
