import { Type, type Static } from '@sinclair/typebox';
import { Conversation } from '../conversation';
import { MessageFrom } from '../message';
import { Time } from './time';


/** `GET /api/agent/search`: words somebody wrote, notes too, in conversations opened between `from` and `to` that the agent may read. */
export const SearchQuery = Type.Object(
  {
    q: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    from: Type.Optional(Time),
    to: Type.Optional(Time),
    /** The `next` of the answer before. */
    before: Type.Optional(Type.String({ pattern: '^[0-9]{1,16}~[0-9A-Za-z-]{1,64}(~[0-9]{1,15})?$' })),
    limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }),
  },
  { additionalProperties: false },
);
export type SearchQuery = Static<typeof SearchQuery>;

export const SearchHit = Type.Object({
  conversation: Conversation,
  visitor: Type.Object({ id: Type.String(), name: Type.String() }),
  /** The entry's. */
  label: Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) }),
  seq: Type.Integer(),
  at: Type.Integer(),
  from: MessageFrom,
  /** Which agent wrote it. */
  agentName: Type.Optional(Type.String()),
  /** The words around the first place, shortened; `mark`: where what was sought stands in them, in UTF-16 units. */
  text: Type.String(),
  mark: Type.Object({ from: Type.Integer(), length: Type.Integer() }),
});
export type SearchHit = Static<typeof SearchHit>;

/**
 * The newest conversation first, in it the newest words first. One look reads only so much, whatever the desk holds: `next` says that
 * there is more behind, also where there is no hit; `searchedTo`: conversations opened since then have been looked through.
 */
export const SearchAnswer = Type.Object({ hits: Type.Array(SearchHit), next: Type.Optional(Type.String()), searchedTo: Type.Optional(Type.Integer()) });
export type SearchAnswer = Static<typeof SearchAnswer>;
