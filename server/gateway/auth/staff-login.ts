import { StaffLoginAnswer, StaffLoginRequest } from '../../../shared/http/auth';
import { networkOf } from '../network-of';
import type { App } from '../fastify-app';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import { hashToken, makeToken } from '../tokens';
import type { AuthParts } from './auth-parts';
import { checkCode, CODES } from './check-code';
import { setCookie } from './cookie';
import { meOf } from './me';
import { isPassword } from './password';

const MINUTE = 60_000;
const PER_LOGIN = { of: 'login', limit: 10, windowMs: 5 * MINUTE };
/** A whole office may sit behind one address. */
const PER_ADDRESS = { of: 'login-from', limit: 60, windowMs: 5 * MINUTE };

/** Login name and password become a session. Unknown names take as long as wrong passwords and are refused alike. */
export const staffLogin = ({ desk, seal, randomBytes, secure, now }: AuthParts) => async (app: App): Promise<void> => {
  const byLogin = desk.attempts(PER_LOGIN);
  const byAddress = desk.attempts(PER_ADDRESS);
  const codes = desk.attempts(CODES);

  app.post('/api/auth/login', {
    schema: {
      tags: ['auth'], summary: '员工登录 / staff sign in', body: StaffLoginRequest,
      response: { 200: StaffLoginAnswer, ...refusals(400, 401, 429) },
    },
  }, async (request, reply) => {
    const { login, password, code } = request.body;
    const from = networkOf(request.ip);
    const key = `${login}|${from}`;
    // Not both at once: a network over its limit must not fill the memory with names it made up.
    const wait = (await byAddress.take(from)) || (await byLogin.take(key));
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);

    const staff = await desk.staff.byLogin(login);
    const right = await isPassword(password, staff?.passwordHash);
    if (!staff || !right || staff.disabled) return refuse(request, reply, 'login-failed');

    // Only who knows the password learns that there is a second factor.
    const kept = await desk.secondFactors.secretOf(staff.id);
    if (kept !== undefined && code === undefined) {
      await byLogin.forget(key);
      return refuse(request, reply, 'code-needed');
    }
    const secret = kept === undefined ? undefined : seal.open(kept);
    if (kept !== undefined && secret === undefined) request.log.warn({ staff: staff.id }, 'a second factor cannot be read: it was sealed under another SESSION_SECRET');
    const checked = kept === undefined || code === undefined ? undefined : await checkCode({ desk, attempts: codes, now: now() }, staff, secret, code, request.ip);
    if (checked?.kind === 'wait') return refuseFor(request, reply, 'too-many-requests', checked.ms / 1000);
    if (checked?.kind === 'wrong') return refuse(request, reply, 'code-wrong');

    const token = makeToken(randomBytes);
    const userAgent = request.headers['user-agent']?.slice(0, 200);
    const opened = await desk.staff.open({ staff: staff.id, tokenHash: hashToken(token), ip: request.ip, ...(userAgent !== undefined && { userAgent }) });
    if (!opened) return refuse(request, reply, 'login-failed');
    await byLogin.forget(key);
    const { expiresAt } = opened.session;
    setCookie(reply, token, expiresAt, secure);
    return reply.header('cache-control', 'no-store').send({ token, expiresAt, me: meOf(opened) });
  });
};
