import { Type } from '@sinclair/typebox';

/** A key ops choose for an entry, agent, group or hours; fits WeCom's `scene` (at most 32 bytes of [0-9a-zA-Z_-]). */
export const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,31}$' });

/** A short text in both languages; Chinese always, English when given. */
export const Words = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 500 }), en: Type.Optional(Type.String({ maxLength: 500 })) },
  { additionalProperties: false },
);
