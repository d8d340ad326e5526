import { LoginAnswer, LoginRequest } from '../../../shared/http/visitor';
import type { App } from '../fastify-app';
import { networkOf } from '../network-of';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import { hashToken, makeToken } from '../tokens';
import { createBelief } from './believe';
import type { VisitorParts } from './visitor-parts';

/** Phones of one carrier share addresses, so this only stops somebody who guesses codes in bulk. */
const PER_ADDRESS = { of: 'code-from', limit: 600, windowMs: 60_000 };

/** A login code of WeChat becomes a token of ours. */
export const login = ({ desk, signIn, origins, now, randomBytes }: VisitorParts) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_ADDRESS);
  const belief = createBelief(desk, now);

  app.post('/api/visitor/login', {
    schema: {
      tags: ['visitor'], summary: '用 wx.login 的 code 登录 / sign in with a code of wx.login',
      body: LoginRequest, response: { 200: LoginAnswer, ...refusals(400, 401, 403, 429, 503) },
    },
  }, async (request, reply) => {
    const wait = await attempts.take(networkOf(request.ip));
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    const { code, site } = request.body;
    const signedIn = await signIn?.visitor(code, site);
    if (!signedIn) return refuse(request, reply, 'code-refused');
    if (signedIn.kind === 'unavailable') return refuseFor(request, reply, 'unavailable', 5);
    if (signedIn.kind === 'refused') {
      return signedIn.retryAfterSeconds === undefined
        ? refuse(request, reply, 'code-refused')
        : refuseFor(request, reply, 'too-many-requests', signedIn.retryAfterSeconds);
    }
    const { identity } = signedIn;
    if (!origins.fits(request.headers.origin, desk.view().siteOf(identity.account))) return refuse(request, reply, 'origin-refused');
    const token = makeToken(randomBytes);
    const { expiresAt, visitor } = await desk.visitor.openSession(identity, hashToken(token));
    desk.visitor.came(visitor, request.ip);
    const { facts } = request.body;
    // Facts the merchant did not sign, or not for now, change nothing: the visitor is served all the same.
    if (facts) await belief.believe(facts, identity, visitor);
    return reply.header('cache-control', 'no-store').send({ token, expiresAt });
  });
};
