import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../../../shared/errors';
import { WecomBackQuery, WecomStartQuery } from '../../../shared/http/wecom-sign-in';
import type { SignedIn } from '../../sign-in/sign-in';
import { languageOf } from '../language';
import { networkOf } from '../network-of';
import type { App } from '../fastify-app';
import { refuseOnPage, type RefusalPage } from '../refusal-page';
import { refusals } from '../refusal-schema';
import { hashToken, makeToken } from '../tokens';
import type { AuthParts } from './auth-parts';
import { createBegunSignIns } from './begun-sign-in';
import { setCookie } from './cookie';
import { OWN_PLACE, placeFor } from './place-for';

const START = '/api/auth/wecom';
const BACK = '/api/auth/wecom/callback';
const HOME = '/workbench';
/** A whole office may sit behind one address. */
const PER_ADDRESS = { of: 'wecom-login-from', limit: 60, windowMs: 300_000 };
const STATE_BYTES = 16;
const Moved = Type.Unsafe<undefined>({ type: 'null', description: '转到 Location / go to Location' });
const tags = ['auth'];

/**
 * Members of the corp sign in by WeCom: there to its page and back with a code. `state` lives in a cookie of the browser that
 * began, so a link somebody else made signs nobody in. The session is the same as the password's; the role is the staff record's.
 */
export const wecomLogin = ({ desk, randomBytes, secure, wecom }: AuthParts) => async (app: App): Promise<void> => {
  const byAddress = desk.attempts(PER_ADDRESS);
  const begun = wecom && createBegunSignIns({ secret: wecom.secret, secure, now: wecom.now });

  app.get(START, {
    schema: { tags, summary: '用企业微信登录：转到企业微信 / sign in by WeCom: go there', querystring: WecomStartQuery, response: { 302: Moved, ...refusals(400, 404) } },
  }, async (request, reply) => {
    if (!wecom || !begun) return refuseOnPage(request, reply, 'wecom-not-set-up', notSignedIn(HOME));
    const state = Buffer.from(randomBytes(STATE_BYTES)).toString('hex');
    begun.begin(reply, { state, to: request.query.return ?? OWN_PLACE });
    const page = wecom.signIn.page({
      userAgent: request.headers['user-agent'] ?? '', back: `${wecom.publicUrl}${BACK}`, state, language: languageOf(request.headers['accept-language']),
    });
    return moveOn(reply, page);
  });

  app.get(BACK, {
    schema: { tags, summary: '用企业微信登录：带着 code 回来 / sign in by WeCom: back with the code', querystring: WecomBackQuery, response: { 302: Moved, ...refusals(400, 401, 403, 404, 429, 503) } },
  }, async (request, reply) => {
    if (!wecom || !begun) return refuseOnPage(request, reply, 'wecom-not-set-up', notSignedIn(HOME));
    const { code = '', state = '' } = request.query;
    const wait = await byAddress.take(networkOf(request.ip));
    if (wait > 0) return refuseOnPage(request, reply.header('retry-after', String(Math.ceil(wait / 1000))), 'too-many-requests', notSignedIn(START));
    const own = begun.resume(request, state);
    // Whatever comes of it, what was begun is over.
    begun.drop(reply);
    if (!own || code === '') return refuseOnPage(request, reply, 'sign-in-expired', notSignedIn(START));

    const signedIn = await wecom.signIn.staff(code);
    if (signedIn.kind !== 'identity') return refuseOnPage(request, signedIn.kind === 'unavailable' ? reply.header('retry-after', '5') : reply, codeOf(signedIn), notSignedIn(START));
    const found = await desk.staff.byAddress(signedIn.identity.subject);
    if (found.kind === 'refused') return refuseOnPage(request, reply, found.code, notSignedIn(START));

    const token = makeToken(randomBytes);
    const userAgent = request.headers['user-agent']?.slice(0, 200);
    const opened = await desk.staff.open({ staff: found.value.id, tokenHash: hashToken(token), ip: request.ip, way: 'wecom', ...(userAgent !== undefined && { userAgent }) });
    if (!opened) return refuseOnPage(request, reply, 'staff-disabled', notSignedIn(START));
    setCookie(reply, token, opened.session.expiresAt, secure);
    return moveOn(reply, placeFor(opened.person, own.to));
  });
};

const notSignedIn = (address: string): RefusalPage => ({
  title: { zh: '没有登录成功', en: 'Not signed in' }, onward: { address, words: { zh: '重新登录', en: 'Sign in again' } },
});

/** The address in between holds code and state: it is neither kept nor told to the next page. */
const moveOn = (reply: FastifyReply, to: string): FastifyReply =>
  reply.code(302).header('location', to).header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').send(undefined);

function codeOf(signedIn: Exclude<SignedIn, { kind: 'identity' }>): ErrorCode {
  if (signedIn.kind === 'unavailable') return 'unavailable';
  return signedIn.why === 'outsider' ? 'not-a-member' : 'sign-in-code-used';
}
