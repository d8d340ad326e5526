import type { Static } from '@sinclair/typebox';
import { LoginAnswer, LoginRequest, type SignedFacts } from '../../../shared/http/visitor';
import type { Identity } from '../../../shared/identity';
import type { App } from '../fastify-app';
import { networkOf } from '../network-of';
import { signedFacts } from '../merchant/signed-facts';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import { hashToken, makeToken } from '../tokens';
import type { VisitorParts } from './visitor-parts';

/** Phones of one carrier share addresses, so this only stops somebody who guesses codes in bulk. */
const PER_ADDRESS = { of: 'code-from', limit: 600, windowMs: 60_000 };

/** A login code of WeChat becomes a token of ours. */
export const login = ({ desk, signIn, now, randomBytes }: VisitorParts) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_ADDRESS);

  /** Facts the merchant did not sign, or not for now, change nothing: the visitor is served all the same. */
  async function believe(signed: Static<typeof SignedFacts>, { account, subject }: Identity, visitor: string): Promise<void> {
    const secrets = await desk.merchant.secretOf(account);
    const facts = secrets && signedFacts(secrets.hmacSecret, signed, subject, now());
    if (facts) await desk.merchant.signedFacts(visitor, secrets.site, facts);
  }

  app.post('/api/visitor/login', {
    schema: {
      tags: ['visitor'], summary: '用 wx.login 的 code 登录 / sign in with a code of wx.login',
      body: LoginRequest, response: { 200: LoginAnswer, ...refusals(400, 401, 429, 503) },
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
    const token = makeToken(randomBytes);
    const { identity } = signedIn;
    const { expiresAt, visitor } = await desk.visitor.openSession(identity, hashToken(token));
    const { facts } = request.body;
    if (facts) await believe(facts, identity, visitor);
    return reply.header('cache-control', 'no-store').send({ token, expiresAt });
  });
};
