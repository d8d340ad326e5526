import { Type } from '@sinclair/typebox';
import { buttonsOf } from '../wecom/card';
import { issueSignIn } from '../wecom/directory';
import { menuKeys } from '../wecom/menu-rules';
import type { Member, MemberLine } from '../wecom/members';
import { actAnswer, closed, givenPicture, notFound, refused, Userid, Wait, type ControlParts, type ControlScope } from './scope';

const Status = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(4), Type.Literal(5)]);
const Chosen = Type.Array(Type.Object({ questionKey: Type.String(), optionIds: Type.Array(Type.String()) }, closed));
const Spelling = Type.Union([Type.Literal('correct'), Type.Literal('misspelled')]);

/** The members' side: people of the corp with the application on their WeCom. */
export function memberRoutes(scope: ControlScope, { wecom, ground: { feed } }: ControlParts): void {
  const { members, acts, media } = wecom;
  const brief = ({ userid, name, status, visible }: Member) => ({ userid, name, status, visible });
  const shown = ({ card, ...line }: MemberLine) => ({
    ...line, content: line.recalled ? '' : line.content,
    card: card && !line.recalled ? { taskId: card.taskId, cardType: card.cardType, body: card.body, done: card.replacedBy !== null, replacedBy: card.replacedBy, tapped: card.tapped, buttons: buttonsOf(card) } : null,
  });

  scope.post('/members', {
    schema: { body: Type.Object({ userid: Type.String({ pattern: '^[A-Za-z0-9_.@-]{1,64}$' }), name: Type.Optional(Type.String()), status: Type.Optional(Status), visible: Type.Optional(Type.Boolean()) }, closed) },
  }, async ({ body: { userid, name = userid, status = 1, visible = true } }, reply) => {
    if (members.find(userid)) return refused(reply, 'this userid is taken');
    return brief(members.create({ userid, name, status, visible }));
  });
  scope.get('/members', async () => ({ members: members.list().map(brief) }));

  scope.patch('/members/:userid', {
    schema: { params: Userid, body: Type.Object({ name: Type.Optional(Type.String()), status: Type.Optional(Status), visible: Type.Optional(Type.Boolean()) }, closed) },
  }, async ({ params, body }, reply) => {
    const member = members.find(params.userid);
    if (!member) return notFound(reply, 'member');
    members.changed(Object.assign(member, body));
    return brief(member);
  });

  scope.get('/members/:userid/phone', { schema: { params: Userid } }, async ({ params }, reply) => {
    const member = members.find(params.userid);
    if (!member) return notFound(reply, 'member');
    const thread = member.lines.map(shown);
    return { ...brief(member), received: thread.filter(({ direction }) => direction === 'received'), thread, menu: wecom.menu ?? [] };
  });

  scope.post('/members/:userid/say', {
    schema: { params: Userid, body: Type.Object({ text: Type.String({ minLength: 1 }), wait: Wait }, closed) },
  }, async ({ params, body }, reply) => {
    const member = members.find(params.userid);
    return member ? actAnswer(acts.say(member, body.text), body.wait) : notFound(reply, 'member');
  });

  scope.post('/members/:userid/image', {
    schema: { params: Userid, body: Type.Object({ base64: Type.Optional(Type.String()), wait: Wait }, closed) },
  }, async ({ params, body }, reply) => {
    const member = members.find(params.userid);
    const picture = givenPicture(body.base64, 'image.png');
    if (!member) return notFound(reply, 'member');
    return picture ? actAnswer(acts.sendImage(member, media.put(picture)), body.wait) : refused(reply, 'not a PNG, JPEG or GIF');
  });

  scope.post('/members/:userid/open', { schema: { params: Userid, body: Type.Object({ wait: Wait }, closed) } }, async ({ params, body }, reply) => {
    const member = members.find(params.userid);
    return member ? actAnswer(acts.open(member), body.wait) : notFound(reply, 'member');
  });

  scope.post('/members/:userid/menu', { schema: { params: Userid, body: Type.Object({ key: Type.String(), wait: Wait }, closed) } }, async ({ params, body }, reply) => {
    const member = members.find(params.userid);
    if (!member) return notFound(reply, 'member');
    if (!menuKeys(wecom.menu).includes(body.key)) return refused(reply, 'the menu has no such key');
    return actAnswer(acts.clickMenu(member, body.key), body.wait);
  });

  scope.post('/members/:userid/tap', {
    schema: { params: Userid, body: Type.Object({ lineId: Type.String(), key: Type.String(), chosen: Type.Optional(Chosen), optionTags: Type.Optional(Spelling), wait: Wait }, closed) },
  }, async ({ params, body: { lineId, key, chosen, optionTags, wait } }, reply) => {
    const member = members.find(params.userid);
    if (!member) return notFound(reply, 'member');
    const tapped = acts.tapCard(member, lineId, key, chosen ?? [], optionTags ?? wecom.settings().optionTags);
    if (!tapped.ok) return refused(reply, tapped.why);
    feed.publish({ type: 'member', who: member.userid });
    return actAnswer(tapped.act, wait);
  });

  scope.post('/members/:userid/sign-in', { schema: { params: Userid } }, async ({ params }, reply) => {
    return members.find(params.userid) ? { code: issueSignIn(wecom, { userid: params.userid }) } : notFound(reply, 'member');
  });
  scope.post('/strangers/sign-in', async () => ({ code: issueSignIn(wecom, { openid: wecom.ids.openid() }) }));

  scope.get('/robot', async () => ({ messages: wecom.robot }));
}
