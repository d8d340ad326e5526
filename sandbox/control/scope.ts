import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { Faults } from '../faults';
import type { Ground } from '../ground';
import type { Http } from '../http-post';
import type { KfWorld } from '../kf/world';
import { pictureType } from '../media';
import type { Sent } from '../pusher';
import type { SettingsHolder } from '../settings-holder';
import type { WechatWorld } from '../wechat/world';
import type { WecomWorld } from '../wecom/world';

export interface ControlParts {
  ground: Ground;
  faults: Faults;
  held: SettingsHolder;
  http: Http;
  wechat: WechatWorld;
  wecom: WecomWorld;
  kf: KfWorld;
  localOnly: boolean;
  /** Of the phone's page, where that is no page of this machine. */
  phoneOrigin?: string;
}

export type ControlScope = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, TypeBoxTypeProvider>;

/** A body that refuses unknown fields. */
export const closed = { additionalProperties: false };
/** Wait until the push is over and tell its state. */
export const Wait = Type.Optional(Type.Boolean());
export const Openid = Type.Object({ openid: Type.String() });
export const Userid = Type.Object({ userid: Type.String() });

export function notFound(reply: FastifyReply, what: string) {
  return reply.code(404).send({ code: 'not-found', message: `no such ${what}` });
}

export function refused(reply: FastifyReply, message: string) {
  return reply.code(409).send({ code: 'refused', message });
}

/** The answer to an act: its line and push; with `wait` also what became of the push. */
export async function actAnswer(act: { line: { id: string } | null; msgId: string | null; sent: Sent | null }, wait: boolean | undefined) {
  if (wait) await act.sent?.done;
  return { lineId: act.line?.id ?? null, msgId: act.msgId, pushId: act.sent?.entry.id ?? null, state: act.sent?.entry.state ?? null };
}

const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPjPAAACBQEBV+1UJQAAAABJRU5ErkJggg==';

/** A picture given as base64 (absent: one dot), or undefined when it is none. */
export function givenPicture(base64: string | undefined, filename: string) {
  const bytes = Buffer.from(base64 ?? DOT, 'base64');
  const contentType = pictureType(bytes);
  return contentType && { bytes, contentType, filename };
}
