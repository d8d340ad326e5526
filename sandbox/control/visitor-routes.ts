import { Type } from '@sinclair/typebox';
import { answerPopup, turnOff } from '../wechat/subscribe';
import type { Visitor } from '../wechat/visitors';
import { actAnswer, closed, givenPicture, notFound, Openid, refused, Wait, type ControlParts, type ControlScope } from './scope';

const TOOL_MS = 30 * 60_000;

/** The visitor's side: people with a phone and the mini-program's chat on it. */
export function visitorRoutes(scope: ControlScope, { wechat, ground: { clock } }: ControlParts): void {
  const { visitors, acts, codes, media } = wechat;
  const brief = ({ openid, name, unionid, risky, blocked }: Visitor) => ({ openid, name, unionid, risky, blocked });

  scope.post('/visitors', {
    schema: { body: Type.Object({ name: Type.Optional(Type.String()), unionid: Type.Optional(Type.String()), risky: Type.Optional(Type.Boolean()) }, closed) },
  }, async ({ body }) => {
    const visitor = visitors.create(body);
    return { ...brief(visitor), code: codes.issue(visitor.openid) };
  });
  scope.get('/visitors', async () => ({ visitors: visitors.list().map(brief) }));

  scope.patch('/visitors/:openid', {
    schema: { params: Openid, body: Type.Object({ risky: Type.Optional(Type.Boolean()), blocked: Type.Optional(Type.Boolean()), inTool: Type.Optional(Type.Boolean()) }, closed) },
  }, async ({ params, body: { inTool, ...marks } }, reply) => {
    const visitor = visitors.find(params.openid);
    if (!visitor) return notFound(reply, 'visitor');
    Object.assign(visitor, marks);
    if (inTool !== undefined) visitor.toolUntil = inTool ? clock.now() + TOOL_MS : -Infinity;
    return brief(visitor);
  });

  scope.post('/visitors/:openid/login', { schema: { params: Openid } }, async ({ params }, reply) => {
    const visitor = visitors.find(params.openid);
    return visitor ? { code: codes.issue(visitor.openid) } : notFound(reply, 'visitor');
  });

  scope.post('/visitors/:openid/enter', {
    schema: { params: Openid, body: Type.Object({ sessionFrom: Type.Optional(Type.String()), button: Type.Optional(Type.Boolean()), wait: Wait }, closed) },
  }, async ({ params, body }, reply) => {
    const visitor = visitors.find(params.openid);
    if (!visitor) return notFound(reply, 'visitor');
    return actAnswer(acts.enter(visitor, body.button === false ? null : (body.sessionFrom ?? '')), body.wait);
  });

  scope.post('/visitors/:openid/say', {
    schema: { params: Openid, body: Type.Object({ text: Type.String({ minLength: 1 }), wait: Wait }, closed) },
  }, async ({ params, body }, reply) => {
    const visitor = visitors.find(params.openid);
    return visitor ? actAnswer(acts.say(visitor, body.text), body.wait) : notFound(reply, 'visitor');
  });

  scope.post('/visitors/:openid/image', {
    schema: { params: Openid, body: Type.Object({ base64: Type.Optional(Type.String()), wait: Wait }, closed) },
  }, async ({ params, body }, reply) => {
    const visitor = visitors.find(params.openid);
    const picture = givenPicture(body.base64, 'image');
    if (!visitor) return notFound(reply, 'visitor');
    return picture ? actAnswer(acts.sendImage(visitor, media.put(picture)), body.wait) : refused(reply, 'not a PNG, JPEG or GIF');
  });

  scope.post('/visitors/:openid/card', {
    schema: { params: Openid, body: Type.Object({ title: Type.String(), pagePath: Type.String(), base64: Type.Optional(Type.String()), wait: Wait }, closed) },
  }, async ({ params, body: { title, pagePath, base64, wait } }, reply) => {
    const visitor = visitors.find(params.openid);
    const picture = givenPicture(base64, 'thumb');
    if (!visitor) return notFound(reply, 'visitor');
    return picture ? actAnswer(acts.sendCard(visitor, { title, pagePath, thumb: media.put(picture) }), wait) : refused(reply, 'not a PNG, JPEG or GIF');
  });

  scope.post('/visitors/:openid/subscribe', {
    schema: { params: Openid, body: Type.Object({ choices: Type.Record(Type.String(), Type.Union([Type.Literal('accept'), Type.Literal('reject')])), wait: Wait }, closed) },
  }, async ({ params, body }, reply) => {
    const visitor = visitors.find(params.openid);
    if (!visitor) return notFound(reply, 'visitor');
    return actAnswer({ line: null, msgId: null, sent: answerPopup(wechat, visitor, body.choices) }, body.wait);
  });

  scope.post('/visitors/:openid/unsubscribe', {
    schema: { params: Openid, body: Type.Object({ templateId: Type.String(), wait: Wait }, closed) },
  }, async ({ params, body }, reply) => {
    const visitor = visitors.find(params.openid);
    if (!visitor) return notFound(reply, 'visitor');
    return actAnswer({ line: null, msgId: null, sent: turnOff(wechat, visitor, body.templateId) }, body.wait);
  });

  scope.get('/phone/:openid', { schema: { params: Openid } }, async ({ params }, reply) => {
    const visitor = visitors.find(params.openid);
    if (!visitor) return notFound(reply, 'visitor');
    const open = visitor.window && visitor.window.expiresAt > clock.now() ? visitor.window : null;
    return {
      ...brief(visitor), window: open, typing: visitor.typingUntil > clock.now(), permits: Object.fromEntries(visitor.permits),
      received: visitor.lines.filter(({ direction }) => direction === 'received'),
      notices: visitor.lines.filter(({ direction }) => direction === 'notice'),
      thread: visitor.lines,
    };
  });
}
