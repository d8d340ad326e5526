import { createHmac } from 'node:crypto';
import { resolve } from 'node:path';
import helmet from '@fastify/helmet';
import serveFiles from '@fastify/static';
import type { FactsPayload } from '../../../shared/http/merchant';
import type { Desk } from '../../desk/desk';
import type { App } from '../fastify-app';
import { refuse } from '../refuse';
import { ownPage, socketsOf } from './own-page';

export interface WidgetDemoParts {
  desk: Pick<Desk, 'view' | 'merchant'>;
  /** A shop's page, as static files. */
  folder: string;
  /** The site its script tag names. */
  site: string;
  publicUrl: string;
  /** Milliseconds since 1970. */
  now(): number;
}

const LASTS_SECONDS = 600;
/** A customer of the shop who has signed in there, and whose order is looked after by somebody of his own. */
const MEMBER: Omit<FactsPayload, 'exp'> = { subject: 'member-1001', facts: { name: '王小明', level: 'VIP', tags: ['老客户'], orderNo: '20260107-88', ownerAgent: 'chen' } };

/** `/widget-demo`: a small shop's page with the widget, to try it without one's own. Only where everything is a trial: it plays the shop's server, too. */
export const widgetDemo = ({ desk, folder, site, publicUrl, now }: WidgetDemoParts) => async (app: App): Promise<void> => {
  await app.register(helmet, ownPage({ connect: [socketsOf(publicUrl)], img: ['blob:'] }));
  app.get('/widget-demo', { schema: { hide: true } }, (_request, reply) => {
    reply.redirect('/widget-demo/', 302);
  });

  /** What a merchant's own server does when one of its users has signed in. */
  app.get('/widget-demo/identity', { schema: { hide: true } }, async (request, reply) => {
    const secrets = desk.view().webSite(site) && await desk.merchant.secretOf(site);
    if (!secrets) return refuse(request, reply, 'site-unknown');
    const payload = Buffer.from(JSON.stringify({ ...MEMBER, exp: Math.floor(now() / 1000) + LASTS_SECONDS })).toString('base64url');
    return reply.header('cache-control', 'no-store').send({ payload, signature: createHmac('sha256', secrets.hmacSecret).update(payload).digest('hex') });
  });

  await app.register(serveFiles, {
    root: resolve(folder), prefix: '/widget-demo/', decorateReply: false, schemaHide: true, cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'no-cache'),
  });
};
