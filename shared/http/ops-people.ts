import { Type } from '@sinclair/typebox';
import { Key } from '../config/keys';
import { WebhookEvent } from '../webhook-events';

const closed = { additionalProperties: false } as const;

const Role = Type.Union([Type.Literal('admin'), Type.Literal('ops'), Type.Literal('supervisor'), Type.Literal('agent')]);
const Login = Type.String({ pattern: '^[A-Za-z0-9._@-]{2,64}$' });
const Password = Type.String({ minLength: 10, maxLength: 200 });
const terms = { login: Login, name: Type.String({ minLength: 1, maxLength: 40 }), role: Role, agent: Type.Optional(Key) };

export const StaffCreateRequest = Type.Object({ ...terms, password: Password }, closed);
export const StaffRequest = Type.Object({ ...terms, disabled: Type.Boolean() }, closed);
export const PasswordResetRequest = Type.Object({ password: Password }, closed);
export const StaffAnswer = Type.Object({
  id: Type.String(), login: Type.String(), name: Type.String(), role: Role, agent: Type.Optional(Type.String()), disabled: Type.Boolean(),
});
export const StaffListAnswer = Type.Object({ staff: Type.Array(Type.Composite([StaffAnswer, Type.Object({ secondFactor: Type.Boolean() })])) });

export const WebhookRequest = Type.Object(
  {
    site: Key,
    url: Type.String({ pattern: '^https?://[^\\s@]+$', maxLength: 500 }),
    events: Type.Array(WebhookEvent, { minItems: 1, maxItems: 10, uniqueItems: true }),
    disabled: Type.Boolean({ default: false }),
  },
  closed,
);
const webhook = { id: Type.String(), site: Type.String(), url: Type.String(), events: Type.Array(Type.String()), disabled: Type.Boolean() };
export const WebhookAnswer = Type.Object(webhook);
/** The secret is told this once. */
export const WebhookMadeAnswer = Type.Object({ ...webhook, secret: Type.String() });
export const WebhooksAnswer = Type.Object({ webhooks: Type.Array(WebhookAnswer) });
export const WebhookTestAnswer = Type.Object({ eventId: Type.String() });

const apiKey = { id: Type.String(), site: Type.String(), name: Type.String(), createdAt: Type.Integer(), lastUsedAt: Type.Optional(Type.Integer()) };
export const ApiKeyRequest = Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }) }, closed);
/** The key is told this once; only its hash is kept. */
export const ApiKeyMadeAnswer = Type.Object({ ...apiKey, key: Type.String() });
export const SiteAccessAnswer = Type.Object({ keys: Type.Array(Type.Object(apiKey)), hasSecret: Type.Boolean() });
export const SiteSecretAnswer = Type.Object({ secret: Type.String() });
export const SiteKeyParams = Type.Object({ key: Type.String({ maxLength: 64 }), id: Type.String({ maxLength: 64 }) });
