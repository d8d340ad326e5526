import { hash } from 'node:crypto';
import { WebLoginAnswer, WebLoginRequest } from '../../../shared/http/visitor';
import type { App } from '../fastify-app';
import { networkOf } from '../network-of';
import { refuse, refuseFor } from '../refuse';
import { refusals } from '../refusal-schema';
import { hashToken, makeToken } from '../tokens';
import { createBelief } from './believe';
import type { VisitorParts } from './visitor-parts';

/** A whole office may share an address; somebody who makes up devices in bulk makes up fewer. */
const PER_ADDRESS = { of: 'web-from', limit: 120, windowMs: 60_000 };

/** What a device's visitor is called; no user of a shop is. */
const OF_DEVICE = 'device:';
/** The secret itself is stored nowhere, and tells nothing about the same browser's visits to another site. */
const deviceSubject = (site: string, device: string): string => `${OF_DEVICE}${hash('sha256', `${site}\n${device}`, 'base64url')}`;

/** A browser becomes a visitor: the shop's own user where the shop's server signed who he is, else whoever has this browser. */
export const webLogin = ({ desk, origins, now, randomBytes }: VisitorParts) => async (app: App): Promise<void> => {
  const attempts = desk.attempts(PER_ADDRESS);
  const belief = createBelief(desk, now);

  app.post('/api/visitor/web-login', {
    schema: {
      tags: ['visitor'], summary: '网页访客登录：浏览器自存的密钥，可带商家签名的身份 / sign in on a web page: by the browser’s own secret, or as whom the merchant signed',
      body: WebLoginRequest, response: { 200: WebLoginAnswer, ...refusals(400, 403, 404, 429) },
    },
  }, async (request, reply) => {
    const wait = await attempts.take(networkOf(request.ip));
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    const { site: key, device, identity } = request.body;
    const site = desk.view().webSite(key);
    if (!site) return refuse(request, reply, 'site-unknown');
    if (!origins.fits(request.headers.origin, site)) return refuse(request, reply, 'origin-refused');
    const said = identity && await belief.read(site.key, identity);
    // Who is not named is nobody in particular.
    const named = said?.subject === undefined || said.subject.startsWith(OF_DEVICE) ? undefined : { facts: said.facts, subject: said.subject };
    const token = makeToken(randomBytes);
    const who = { provider: 'web', account: site.key, subject: named?.subject ?? deviceSubject(site.key, device) };
    const { expiresAt, visitor } = await desk.visitor.openSession(who, hashToken(token));
    desk.visitor.came(visitor, request.ip);
    if (named) await desk.merchant.signedFacts(visitor, site.key, named.facts);
    return reply.header('cache-control', 'no-store').send({ token, expiresAt, identified: named !== undefined });
  });
};
