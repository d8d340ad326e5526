import { Type, type Static } from '@sinclair/typebox';
import { Key } from './keys';

const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$' });
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

/** From `from` to `to` on an ISO weekday (1 = Monday); `to` at or before `from` runs into the next day. */
export const WeeklyRange = Type.Object(
  { day: Type.Integer({ minimum: 1, maximum: 7 }), from: Clock, to: Clock },
  { additionalProperties: false },
);

/** A date that differs from its weekday: closed when `ranges` is empty, else open in just these. */
export const Holiday = Type.Object(
  {
    date: Day,
    name: Type.Optional(Type.String({ maxLength: 60 })),
    ranges: Type.Array(Type.Object({ from: Clock, to: Clock }, { additionalProperties: false }), { maxItems: 10 }),
  },
  { additionalProperties: false },
);

/** Opening hours of an entry, or the shift of an agent. */
export const Hours = Type.Object(
  {
    key: Key,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    timeZone: Type.String({ minLength: 1, maxLength: 64 }),
    weekly: Type.Array(WeeklyRange, { maxItems: 70 }),
    holidays: Type.Array(Holiday, { maxItems: 400 }),
  },
  { additionalProperties: false },
);
export type Hours = Static<typeof Hours>;
