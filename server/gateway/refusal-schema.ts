import { Type, type TObject } from '@sinclair/typebox';
import { errors } from '../../shared/errors';

/** The body of every refusal, for the API's description. */
const Refusal = Type.Object({
  code: Type.String({ examples: Object.keys(errors).slice(0, 3), description: '固定不变的错误码 / a stable code' }),
  message: Type.String({ description: '给人看的文字，语言随 Accept-Language / words for people, in the language of Accept-Language' }),
  detail: Type.Optional(Type.Unknown()),
}, { description: '拒绝 / refused' });

/** Done, and there is nothing to say. */
export const NoContent = Type.Unsafe<undefined>({ type: 'null', description: '完成 / done' });

/** Responses a route may refuse with, by status. */
export function refusals<S extends number>(...statuses: S[]): Record<S, TObject> {
  const responses: Partial<Record<S, TObject>> = {};
  for (const status of statuses) responses[status] = Refusal;
  return isWhole(responses, statuses) ? responses : fail();
}

function isWhole<S extends number>(responses: Partial<Record<S, TObject>>, statuses: readonly S[]): responses is Record<S, TObject> {
  return statuses.every((status) => responses[status] !== undefined);
}

function fail(): never {
  throw new Error('a response has no schema');
}
