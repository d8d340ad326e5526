import { Type } from '@sinclair/typebox';
import { DEPARTMENT, receptionOf, type KfAccount } from '../kf/accounts';
import { consoleLink, contactLink } from '../kf/links';
import { KF_PUSH } from '../kf/news';
import { failLater } from '../kf/send-api';
import { kfAgentRoutes } from './kf-agent-routes';
import { kfCustomerRoutes } from './kf-customer-routes';
import { findSession, OpenKfId, shownSession } from './kf-scope';
import { closed, notFound, refused, Wait, type ControlParts, type ControlScope } from './scope';

const Userids = Type.Optional(Type.Array(Type.String()));
const Departments = Type.Optional(Type.Array(Type.Literal(DEPARTMENT)));
const Name = Type.String({ minLength: 1 });

/** 微信客服: what the WeCom console does to accounts, what goes wrong, and both ends of the chat. */
export function kfRoutes(scope: ControlScope, parts: ControlParts): void {
  const { kf, faults, ground: { ids, feed } } = parts;
  const shown = (account: KfAccount) => ({
    openKfId: account.openKfId, name: account.name, managed: account.managed, consoleLink: consoleLink(account), departments: [...account.departments],
    servicers: [...account.userids].flatMap((userid) => {
      const member = kf.wecom.members.find(userid);
      return member ? [{ userid, name: member.name, reception: receptionOf(account, userid), activated: member.status === 1 }] : [];
    }),
  });

  scope.get('/kf/accounts', async () => ({ accounts: kf.accounts.list().map(shown) }));
  scope.post('/kf/accounts', {
    schema: { body: Type.Object({ openKfId: Type.Optional(Type.String({ pattern: '^wk[0-9A-Za-z_-]{30}$' })), name: Name, userids: Userids, managed: Type.Optional(Type.Boolean()) }, closed) },
  }, async ({ body: { managed = true, ...given } }, reply) => {
    if (given.openKfId !== undefined && kf.accounts.find(given.openKfId)) return refused(reply, 'this openKfId is taken');
    const account = kf.accounts.create(given);
    account.managed = managed;
    feed.publish({ type: 'kf' });
    return shown(account);
  });

  scope.patch('/kf/accounts/:openKfId', {
    schema: { params: OpenKfId, body: Type.Object({ name: Type.Optional(Name), managed: Type.Optional(Type.Boolean()), wait: Wait }, closed) },
  }, async ({ params, body: { wait, name, managed } }, reply) => {
    const account = kf.accounts.find(params.openKfId);
    if (!account) return notFound(reply, 'account');
    account.name = name ?? account.name;
    const handed = managed !== undefined && managed !== account.managed;
    account.managed = managed ?? account.managed;
    const told = handed ? kf.news.tellPrivilege(account) : null;
    if (wait) await told?.done;
    feed.publish({ type: 'kf' });
    return shown(account);
  });

  scope.put('/kf/accounts/:openKfId/servicers', {
    schema: { params: OpenKfId, body: Type.Object({ userids: Userids, departments: Departments }, closed) },
  }, async ({ params, body: { userids, departments } }, reply) => {
    const account = kf.accounts.find(params.openKfId);
    if (!account) return notFound(reply, 'account');
    if (userids) account.userids = new Set(userids);
    if (departments) account.departments = new Set(departments);
    feed.publish({ type: 'kf' });
    return shown(account);
  });

  scope.post('/kf/accounts/:openKfId/link', {
    schema: { params: OpenKfId, body: Type.Object({ scene: Type.Optional(Type.String({ pattern: '^[0-9a-zA-Z_-]{0,32}$' })) }, closed) },
  }, async ({ params, body }, reply) => {
    const account = kf.accounts.find(params.openKfId);
    return account ? { url: contactLink(account, body.scene ?? '') } : notFound(reply, 'account');
  });

  const Session = Type.Object({ openKfId: Type.String(), externalUserid: Type.String() });
  scope.get('/kf/sessions', async () => ({ sessions: kf.sessions.list().map((session) => shownSession(kf, session)) }));
  scope.get('/kf/sessions/:openKfId/:externalUserid', { schema: { params: Session } }, async ({ params }, reply) => {
    const session = findSession(kf, reply, params);
    return session ? shownSession(kf, session) : reply;
  });

  scope.post('/kf/send-fails', {
    schema: { body: Type.Object({ failType: Type.Integer({ minimum: 0 }), count: Type.Optional(Type.Integer({ minimum: 1 })), msgid: Type.Optional(Type.String()) }, closed) },
  }, async ({ body: { failType, count = 1, msgid } }, reply) => {
    if (msgid === undefined) {
      kf.failing.push({ failType, left: count });
      return { ok: true };
    }
    const session = kf.sessions.list().find(({ lines }) => lines.some((line) => line.msgid === msgid && (line.from === 'api' || line.from === 'notice')));
    if (!session) return notFound(reply, 'sent message');
    session.lines = session.lines.filter((line) => line.msgid !== msgid);
    failLater(kf, session, msgid, failType);
    return { ok: true };
  });

  scope.post('/kf/drop-callbacks', { schema: { body: Type.Object({ count: Type.Optional(Type.Integer({ minimum: -1 })) }, closed) } }, async ({ body }) => {
    const id = ids.next('f');
    faults.addPush({ id, platform: 'wecom', only: KF_PUSH, kind: 'drop', count: body.count ?? 1, skip: 0 });
    return { id };
  });
  const Account = Type.Object({ openKfId: Type.Optional(Type.String()) }, closed);
  scope.post('/kf/expire-tokens', { schema: { body: Account } }, async ({ body }) => {
    kf.news.expireTokens(body.openKfId);
    return { ok: true };
  });
  scope.post('/kf/forget-cursors', { schema: { body: Account } }, async ({ body }) => {
    kf.log.forgetCursors(body.openKfId);
    return { ok: true };
  });

  kfCustomerRoutes(scope, parts);
  kfAgentRoutes(scope, parts);
}
