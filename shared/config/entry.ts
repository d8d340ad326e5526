import { Type, type Static } from '@sinclair/typebox';
import { Key, Words } from './keys';

export const ChannelKind = Type.Union([Type.Literal('contact'), Type.Literal('kf'), Type.Literal('chat')]);
export type ChannelKind = Static<typeof ChannelKind>;

/** `owner` is the agent named by the visitor's fact `ownerAgent`; without that fact the step has nobody. */
export const Target = Type.Union([
  Type.Object({ kind: Type.Literal('agent'), agent: Key }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('group'), group: Key }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('owner') }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('anyone') }, { additionalProperties: false }),
]);
export type Target = Static<typeof Target>;

/** One rung: whom to ask and under which terms. `ringSeconds` 0 means no first-reply timer. */
export const Step = Type.Object(
  {
    target: Target,
    respectCapacity: Type.Boolean({ default: true }),
    acceptAway: Type.Boolean({ default: false }),
    ringSeconds: Type.Integer({ minimum: 0, maximum: 86_400, default: 60 }),
  },
  { additionalProperties: false },
);
export type Step = Static<typeof Step>;

export const Overflow = Type.Union([
  Type.Object(
    { kind: Type.Literal('queue'), maxWaitSeconds: Type.Integer({ minimum: 1, maximum: 86_400, default: 600 }) },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('leave-message') }, { additionalProperties: false }),
]);
export type Overflow = Static<typeof Overflow>;

const Ladder = Type.Array(Step, { maxItems: 20 });

/** The first variant whose facts all hold replaces the ladder (订单 / 会员绑定专属客服). */
export const LadderVariant = Type.Object(
  {
    when: Type.Object(
      {
        level: Type.Optional(Type.String({ maxLength: 40 })),
        tag: Type.Optional(Type.String({ maxLength: 40 })),
        hasOwner: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    ladder: Ladder,
    priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
  },
  { additionalProperties: false },
);

/** A button: label, channel, ladder, overflow, hours. The order in the configuration is the order on the page. */
export const Entry = Type.Object(
  {
    key: Key,
    site: Key,
    label: Words,
    icon: Type.Optional(Type.String({ maxLength: 500 })),
    channel: ChannelKind,
    enabled: Type.Boolean({ default: true }),
    isDefault: Type.Boolean({ default: false }),
    ladder: Ladder,
    variants: Type.Array(LadderVariant, { maxItems: 20, default: [] }),
    overflow: Overflow,
    hours: Type.Optional(Key),
    designatedOutsideHours: Type.Boolean({ default: false }),
    preferLastAgent: Type.Boolean({ default: false }),
    priority: Type.Integer({ minimum: 0, maximum: 9, default: 0 }),
    ageingSeconds: Type.Integer({ minimum: 1, maximum: 86_400, default: 120 }),
    maxWaiting: Type.Integer({ minimum: 0, maximum: 100_000, default: 50 }),
    idleMinutes: Type.Integer({ minimum: 1, maximum: 10_080, default: 60 }),
    silentSeconds: Type.Integer({ minimum: 1, maximum: 86_400, default: 120 }),
    greeting: Type.Optional(Words),
    /** `kf` only: the 客服账号 and the link made for this entry on it. */
    kfAccount: Type.Optional(Type.String({ maxLength: 64 })),
    kfUrl: Type.Optional(Type.String({ maxLength: 2048, pattern: '^https?://' })),
    /** `kf` only: whom nobody has a seat for goes to the platform's own queue; needs `anyone` as last step. */
    nativePool: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type Entry = Static<typeof Entry>;
