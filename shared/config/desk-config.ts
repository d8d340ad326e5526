import { Type, type Static } from '@sinclair/typebox';
import { Agent, Capacity, Group } from './agent';
import { Entry } from './entry';
import { Hours } from './hours';
import { Key, Words } from './keys';

/**
 * The subscribe message that tells a visitor of an answer he has not seen. `fields`: the template's fields with what stands in
 * them, where `{notice}`, `{agent}`, `{entry}`, `{count}`, `{words}`, `{time}` and `{site}` are filled in.
 */
export const SiteNotice = Type.Object(
  {
    template: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }),
    fields: Type.Record(Type.String({ pattern: '^[a-z_]{1,20}[0-9]{0,3}$' }), Type.String({ minLength: 1, maxLength: 100 }), { maxProperties: 10 }),
    /** How long after the reply allowance was spent, on our own page after an answer; who comes back or reads before is not disturbed. */
    afterSeconds: Type.Integer({ minimum: 0, maximum: 86_400, default: 60 }),
  },
  { additionalProperties: false },
);
export type SiteNotice = Static<typeof SiteNotice>;

/** A merchant's mini-program or web page. Its API keys and secrets are kept apart from the configuration. */
export const Site = Type.Object(
  {
    key: Key,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    kind: Type.Union([Type.Literal('mini-program'), Type.Literal('web')]),
    appId: Type.Optional(Type.String({ maxLength: 64 })),
    origins: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 50, default: [] }),
    /** Absent: visitors are not called back. */
    notice: Type.Optional(SiteNotice),
  },
  { additionalProperties: false },
);
export type Site = Static<typeof Site>;

const allowance = Type.Object(
  { count: Type.Integer({ minimum: 0, maximum: 100 }), seconds: Type.Integer({ minimum: 1, maximum: 604_800 }) },
  { additionalProperties: false },
);

/** What holds for the whole desk. Platform allowances are settings, since the platform has changed them before. */
export const DeskSettings = Type.Object(
  {
    capacity: Type.Optional(Capacity),
    firstBatch: Type.Integer({ minimum: 1, maximum: 1000, default: 10 }),
    drainBatch: Type.Integer({ minimum: 1, maximum: 10_000, default: 100 }),
    dutyHours: Type.Integer({ minimum: 1, maximum: 24, default: 9 }),
    missesBeforePause: Type.Integer({ minimum: 1, maximum: 100, default: 5 }),
    lastAgentDays: Type.Integer({ minimum: 1, maximum: 365, default: 30 }),
    /** How long after its end a conversation may be rated; absent: 7. */
    surveyDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
    unansweredHours: Type.Integer({ minimum: 1, maximum: 168, default: 24 }),
    /** By whose clock days begin in figures and reports; absent: Asia/Shanghai. */
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    /** What one visitor, and all visitors of one network together, may send up in a day; absent: 50 and 500. */
    uploadMegabytesPerVisitor: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    uploadMegabytesPerNetwork: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    retentionDays: Type.Integer({ minimum: 1, maximum: 3650, default: 365 }),
    allowances: Type.Object({ message: allowance, enter: allowance }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
export type DeskSettings = Static<typeof DeskSettings>;

/** Texts ops may word differently, by text key (see `texts.ts`). */
export const Texts = Type.Record(Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,39}$' }), Words);

/** Everything ops edit, as one versioned document: draft, published, previous. */
export const DeskConfig = Type.Object(
  {
    settings: DeskSettings,
    sites: Type.Array(Site, { maxItems: 200 }),
    hours: Type.Array(Hours, { maxItems: 500 }),
    agents: Type.Array(Agent, { maxItems: 200_000 }),
    groups: Type.Array(Group, { maxItems: 5000 }),
    entries: Type.Array(Entry, { maxItems: 5000 }),
    texts: Texts,
  },
  { additionalProperties: false },
);
export type DeskConfig = Static<typeof DeskConfig>;

export const defaultSettings: DeskSettings = {
  firstBatch: 10, drainBatch: 100, dutyHours: 9, missesBeforePause: 5, lastAgentDays: 30,
  unansweredHours: 24, retentionDays: 365,
  allowances: { message: { count: 5, seconds: 172_800 }, enter: { count: 2, seconds: 60 } },
};

/** Before anything was published. */
export const emptyConfig: DeskConfig = { settings: defaultSettings, sites: [], hours: [], agents: [], groups: [], entries: [], texts: {} };
