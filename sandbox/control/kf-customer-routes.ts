import { Type } from '@sinclair/typebox';
import type { KfCustomer } from '../kf/customers';
import { enterByChat, enterByLink, injectItem, recallOwn, tapMenu, write, writeMedia } from '../kf/customer-acts';
import { exampleBody } from '../kf/example-bodies';
import type { KfAct } from '../kf/items';
import type { KfSession } from '../kf/sessions';
import { pictureType } from '../media';
import { ExternalUserid, findSession, kfActAnswer, shownSession } from './kf-scope';
import { closed, givenPicture, notFound, refused, Wait, type ControlParts, type ControlScope } from './scope';

const OpenKfId = Type.String();
const Words = Type.String({ minLength: 1 });
const Channels = Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer()]));
const MediaType = Type.Union(['image', 'voice', 'video', 'file'].map((type) => Type.Literal(type)));
const UNKNOWN = 'hologram';

/** The customer's side of 微信客服. */
export function kfCustomerRoutes(scope: ControlScope, { kf, wechat, ground: { feed } }: ControlParts): void {
  const brief = ({ externalUserid, nickname, openid, unionid }: KfCustomer) => ({ externalUserid, nickname, openid, unionid });

  scope.get('/kf/customers', async () => ({ customers: kf.customers.list().map(brief) }));
  scope.post('/kf/customers', {
    schema: { body: Type.Object({ nickname: Type.Optional(Words), openid: Type.Optional(Words), unionid: Type.Optional(Words) }, closed) },
  }, async ({ body }, reply) => {
    const visitor = body.openid === undefined ? undefined : wechat.visitors.find(body.openid);
    if (body.openid !== undefined && !visitor) return notFound(reply, 'visitor');
    const known = body.openid === undefined ? undefined : kf.customers.byOpenid(body.openid);
    if (known) return brief(known);
    const customer = kf.customers.create(visitor ? { nickname: visitor.name, ...body } : body);
    feed.publish({ type: 'kf' });
    return brief(customer);
  });

  scope.get('/kf/phone/:externalUserid', { schema: { params: ExternalUserid } }, async ({ params }, reply) => {
    const customer = kf.customers.find(params.externalUserid);
    if (!customer) return notFound(reply, 'customer');
    const chats = kf.sessions.list().filter((session) => session.customer === customer).map((session) => shownSession(kf, session));
    return { ...brief(customer), chats };
  });

  scope.post('/kf/customers/:externalUserid/enter', {
    schema: { params: ExternalUserid, body: Type.Object({ url: Type.Optional(Words), openKfId: Type.Optional(OpenKfId), channels: Type.Optional(Channels), wait: Wait }, closed) },
  }, async ({ params, body: { url, openKfId, channels, wait } }, reply) => {
    const customer = kf.customers.find(params.externalUserid);
    if (!customer) return notFound(reply, 'customer');
    if (url !== undefined) return kfActAnswer(reply, enterByLink(kf, customer, url), wait);
    const account = kf.accounts.find(openKfId ?? '');
    return account ? kfActAnswer(reply, enterByChat(kf, customer, account, channels ?? null), wait) : notFound(reply, 'account');
  });

  /** A route whose body names the account; the act gets the conversation. */
  async function inChat(reply: Parameters<typeof findSession>[1], params: { externalUserid: string }, body: { openKfId: string; wait?: boolean }, act: (session: KfSession) => KfAct) {
    const session = findSession(kf, reply, { ...params, openKfId: body.openKfId });
    return session ? kfActAnswer(reply, act(session), body.wait) : reply;
  }
  const chat = { openKfId: OpenKfId, wait: Wait };

  scope.post('/kf/customers/:externalUserid/say', { schema: { params: ExternalUserid, body: Type.Object({ ...chat, text: Words }, closed) } },
    async ({ params, body }, reply) => inChat(reply, params, body, ({ customer, account }) => write(kf, customer, account, 'text', { content: body.text })));

  scope.post('/kf/customers/:externalUserid/item', { schema: { params: ExternalUserid, body: Type.Object({ ...chat, msgtype: Words, body: Type.Optional(Type.Unknown()) }, closed) } },
    async ({ params, body }, reply) => inChat(reply, params, body, ({ customer, account }) => write(kf, customer, account, body.msgtype, body.body ?? exampleBody(kf, body.msgtype))));

  scope.post('/kf/customers/:externalUserid/media', {
    schema: { params: ExternalUserid, body: Type.Object({ ...chat, type: Type.Optional(MediaType), base64: Type.Optional(Type.String()), filename: Type.Optional(Words) }, closed) },
  }, async ({ params, body: { type = 'image', base64, filename = 'image.png', ...body } }, reply) => {
    const bytes = Buffer.from(base64 ?? '', 'base64');
    const file = type === 'image' || base64 === undefined ? givenPicture(base64, filename) : { bytes, contentType: pictureType(bytes) ?? 'application/octet-stream', filename };
    if (!file) return refused(reply, 'not a PNG, JPEG or GIF');
    return inChat(reply, params, body, ({ customer, account }) => writeMedia(kf, customer, account, type, file));
  });

  scope.post('/kf/customers/:externalUserid/tap', { schema: { params: ExternalUserid, body: Type.Object({ ...chat, msgid: Words, id: Words }, closed) } },
    async ({ params, body }, reply) => inChat(reply, params, body, ({ customer, account }) => tapMenu(kf, customer, account, body.msgid, body.id)));

  scope.post('/kf/customers/:externalUserid/recall', { schema: { params: ExternalUserid, body: Type.Object({ ...chat, msgid: Words }, closed) } },
    async ({ params, body }, reply) => inChat(reply, params, body, ({ customer, account }) => recallOwn(kf, customer, account, body.msgid)));

  scope.post('/kf/customers/:externalUserid/raw', { schema: { params: ExternalUserid, body: Type.Object({ ...chat, item: Type.Record(Type.String(), Type.Unknown()) }, closed) } },
    async ({ params, body }, reply) => inChat(reply, params, body, ({ customer, account }) => injectItem(kf, customer, account, body.item)));

  scope.post('/kf/batch', {
    schema: { body: Type.Object({ ...chat, externalUserids: Type.Array(Type.String(), { minItems: 1 }), count: Type.Integer({ minimum: 1, maximum: 10_000 }), text: Type.Optional(Words), unknownAt: Type.Optional(Type.Integer({ minimum: 0 })), callbacks: Type.Optional(Type.Union([Type.Literal('one'), Type.Literal('each')])) }, closed) },
  }, async ({ body: { openKfId, externalUserids, count, text = '批量', unknownAt, callbacks = 'one', wait } }, reply) => {
    const account = kf.accounts.find(openKfId);
    const customers = externalUserids.flatMap((id) => kf.customers.find(id) ?? []);
    if (!account || customers.length < externalUserids.length) return notFound(reply, account ? 'customer' : 'account');
    const speak = callbacks === 'one' ? kf.news.hush(account) : null;
    const acts = Array.from({ length: count }, (_, n) => {
      const customer = customers[n % customers.length];
      if (!customer) return null;
      return n === unknownAt ? write(kf, customer, account, UNKNOWN, undefined) : write(kf, customer, account, 'text', { content: `${text} ${n}` });
    });
    speak?.();
    const told = speak && account.managed ? [kf.news.tell(account)] : acts.flatMap((act) => (act?.ok && act.told ? [act.told] : []));
    if (wait) await Promise.all(told.map(({ done }) => done));
    return { msgids: acts.map((act) => (act?.ok ? act.msgid : null)), pushIds: told.flatMap(({ entry }) => entry?.id ?? []) };
  });
}
