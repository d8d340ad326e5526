import { Type, type Static } from '@sinclair/typebox';

/** What the merchant's server says about a visitor, by signed token or by its API; never taken from the phone alone. */
export const VisitorFacts = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 60 })),
    level: Type.Optional(Type.String({ maxLength: 40 })),
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })),
    orderNo: Type.Optional(Type.String({ maxLength: 64 })),
    ownerAgent: Type.Optional(Type.String({ maxLength: 32 })),
  },
  { additionalProperties: false },
);
export type VisitorFacts = Static<typeof VisitorFacts>;
