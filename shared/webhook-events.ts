import { Type, type Static } from '@sinclair/typebox';

/** What merchants' servers can be told of. */
export const WebhookEvent = Type.Union([
  Type.Literal('conversation.opened'), Type.Literal('conversation.assigned'), Type.Literal('conversation.closed'),
  Type.Literal('message.created'), Type.Literal('message.left'),
]);
export type WebhookEvent = Static<typeof WebhookEvent>;
