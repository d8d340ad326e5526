import { Type, type Static } from '@sinclair/typebox';
import { Key } from './keys';

/** A limit is always conversations per agent; 0 takes nobody. */
export const Capacity = Type.Integer({ minimum: 0, maximum: 10_000 });

/** A person who answers. */
export const Agent = Type.Object(
  {
    key: Key,
    name: Type.String({ minLength: 1, maxLength: 40 }),
    avatar: Type.Optional(Type.String({ maxLength: 500 })),
    wecomUserId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    capacity: Type.Optional(Capacity),
    shift: Type.Optional(Key),
    disabled: Type.Boolean({ default: false }),
  },
  { additionalProperties: false },
);
export type Agent = Static<typeof Agent>;

export const Strategy = Type.Union([
  Type.Literal('least-busy'), Type.Literal('in-turn'), Type.Literal('longest-idle'),
  Type.Literal('as-listed'), Type.Literal('weighted'),
]);
export type Strategy = Static<typeof Strategy>;

/** Agents who stand in for one another. */
export const Group = Type.Object(
  {
    key: Key,
    name: Type.String({ minLength: 1, maxLength: 40 }),
    strategy: Strategy,
    members: Type.Array(
      Type.Object(
        { agent: Key, weight: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) },
        { additionalProperties: false },
      ),
      { maxItems: 2000 },
    ),
    capacity: Type.Optional(Capacity),
  },
  { additionalProperties: false },
);
export type Group = Static<typeof Group>;
