import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';
import { receptionOf, servicerOf } from '../kf/accounts';
import { agentEnds, agentPasses, agentPicks, agentRecalls, agentRejects, agentWrites, seesChat, setReception } from '../kf/agent-acts';
import { exampleBody } from '../kf/example-bodies';
import type { KfAct } from '../kf/items';
import type { KfSession } from '../kf/sessions';
import type { Member } from '../wecom/members';
import { accountsOf, findSession, kfActAnswer, shownSession } from './kf-scope';
import { closed, givenPicture, notFound, refused, Userid, Wait, type ControlParts, type ControlScope } from './scope';

const Reception = Type.Union([Type.Literal('receiving'), Type.Literal('suspended'), Type.Literal('stopped')]);
const Words = Type.String({ minLength: 1 });
const chat = { openKfId: Type.String(), externalUserid: Type.String(), wait: Wait };

/** The agent's side of 微信客服 in the WeCom client. */
export function kfAgentRoutes(scope: ControlScope, { kf }: ControlParts): void {
  const { members, media } = kf.wecom;

  scope.get('/kf/agents/:userid', { schema: { params: Userid } }, async ({ params: { userid } }, reply) => {
    const member = members.find(userid);
    if (!member) return notFound(reply, 'member');
    const served = accountsOf(kf, (account) => servicerOf(account, members, userid) !== undefined);
    const sessions = kf.sessions.list();
    return {
      userid, name: member.name,
      accounts: served.map((account) => ({ openKfId: account.openKfId, name: account.name, reception: receptionOf(account, userid) })),
      chats: sessions.filter((session) => seesChat(session, userid)).map((session) => ({ ...shownSession(kf, session), mine: session.servicer === userid })),
      pool: sessions.filter(({ state, account }) => state === 2 && served.includes(account)).map((session) => shownSession(kf, session)),
    };
  });

  scope.patch('/kf/agents/:userid', {
    schema: { params: Userid, body: Type.Object({ reception: Reception, openKfId: Type.Optional(Type.String()), wait: Wait }, closed) },
  }, async ({ params: { userid }, body: { reception, openKfId, wait } }, reply) => {
    const served = accountsOf(kf, (account) => servicerOf(account, members, userid) !== undefined && (openKfId ?? account.openKfId) === account.openKfId);
    if (served.length === 0) return notFound(reply, 'servicer');
    const acts = served.map((account) => setReception(kf, account, userid, reception));
    if (wait) await Promise.all(acts.flatMap((act) => (act.ok && act.told ? [act.told.done] : [])));
    return { openKfIds: served.map((account) => account.openKfId), msgids: acts.flatMap((act) => (act.ok && act.msgid ? [act.msgid] : [])) };
  });

  async function inChat(reply: FastifyReply, { userid }: { userid: string }, body: { openKfId: string; externalUserid: string; wait?: boolean }, act: (agent: Member, session: KfSession) => KfAct) {
    const agent = members.find(userid);
    if (!agent) return notFound(reply, 'member');
    const session = findSession(kf, reply, body);
    return session ? kfActAnswer(reply, act(agent, session), body.wait) : reply;
  }

  scope.post('/kf/agents/:userid/say', { schema: { params: Userid, body: Type.Object({ ...chat, text: Words }, closed) } },
    async ({ params, body }, reply) => inChat(reply, params, body, (agent, session) => agentWrites(kf, agent, session, 'text', { content: body.text })));

  scope.post('/kf/agents/:userid/image', { schema: { params: Userid, body: Type.Object({ ...chat, base64: Type.Optional(Type.String()) }, closed) } }, async ({ params, body }, reply) => {
    const picture = givenPicture(body.base64, 'image.png');
    if (!picture) return refused(reply, 'not a PNG, JPEG or GIF');
    return inChat(reply, params, body, (agent, session) => agentWrites(kf, agent, session, 'image', { media_id: media.put(picture).mediaId }));
  });

  scope.post('/kf/agents/:userid/item', { schema: { params: Userid, body: Type.Object({ ...chat, msgtype: Words, body: Type.Optional(Type.Unknown()) }, closed) } },
    async ({ params, body }, reply) => inChat(reply, params, body, (agent, session) => agentWrites(kf, agent, session, body.msgtype, body.body ?? exampleBody(kf, body.msgtype))));

  for (const [verb, act] of Object.entries({ pick: agentPicks, end: agentEnds })) {
    scope.post(`/kf/agents/:userid/${verb}`, { schema: { params: Userid, body: Type.Object(chat, closed) } },
      async ({ params, body }, reply) => inChat(reply, params, body, (agent, session) => act(kf, agent, session)));
  }

  scope.post('/kf/agents/:userid/pass', { schema: { params: Userid, body: Type.Object({ ...chat, to: Words }, closed) } },
    async ({ params, body }, reply) => inChat(reply, params, body, (agent, session) => agentPasses(kf, agent, session, body.to)));

  scope.post('/kf/agents/:userid/recall', { schema: { params: Userid, body: Type.Object({ ...chat, msgid: Words }, closed) } },
    async ({ params, body }, reply) => inChat(reply, params, body, (agent, session) => agentRecalls(kf, agent, session, body.msgid)));

  scope.post('/kf/agents/:userid/reject', { schema: { params: Userid, body: Type.Object({ ...chat, rejects: Type.Boolean() }, closed) } },
    async ({ params, body }, reply) => inChat(reply, params, body, (agent, session) => agentRejects(kf, agent, session, body.rejects)));
}
