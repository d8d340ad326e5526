import { Type, type Static } from '@sinclair/typebox';
import { Key } from '../config/keys';

/** Places in a text that are filled when it is used: the visitor's name, the agent's, the entry's label, the visitor's order. */
export const cannedPlaces = ['visitor', 'agent', 'entry', 'order'] as const;

const closed = { additionalProperties: false } as const;
const words = (max: number) => Type.String({ minLength: 1, maxLength: max, pattern: '\\S' });

const parts = {
  /** Empty: none. */
  category: Type.String({ maxLength: 40 }),
  title: words(80),
  /** With `{visitor}`, `{agent}`, `{entry}`, `{order}` where something is filled in. */
  text: words(5000),
  /** What one types after `/`. */
  shortcut: Type.Optional(Type.String({ minLength: 1, maxLength: 20, pattern: '^[^\\s/]+$' })),
};

/** Whose it is: everybody's, a group's, or one agent's own. */
export const CannedScope = Type.Union([
  Type.Object({ kind: Type.Literal('everyone') }, closed),
  Type.Object({ kind: Type.Literal('group'), group: Key }, closed),
  Type.Object({ kind: Type.Literal('agent'), agent: Key }, closed),
]);
export type CannedScope = Static<typeof CannedScope>;

/** Words an agent need not write anew each time. */
export const CannedReply = Type.Object({ id: Type.String(), scope: CannedScope, ...parts, changedAt: Type.Integer() });
export type CannedReply = Static<typeof CannedReply>;

/** By category, then by title. Searching is the client's. */
export const CannedReplies = Type.Object({ replies: Type.Array(CannedReply) });

/** The client chooses the id, so that the same request again changes nothing. */
export const CannedParams = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{32}$' }) });
/** `PUT /api/agent/canned-replies/:id`: his own. */
export const OwnCannedRequest = Type.Object(parts, closed);
/** `PUT /api/ops/canned-replies/:id`: shared ones. */
const SharedScope = Type.Union([CannedScope.anyOf[0], CannedScope.anyOf[1]]);
export const SharedCannedRequest = Type.Object({ scope: SharedScope, ...parts }, closed);

/** One row of `POST /api/ops/import/canned-replies.csv`, with the columns of the export; only `title` and `text` must be there. */
export const CannedRow = Type.Object({ id: Type.Optional(CannedParams.properties.id), scope: SharedScope, ...parts }, closed);
export type CannedRow = Static<typeof CannedRow>;
export const CannedImported = Type.Object({ replies: Type.Integer(), added: Type.Integer() });
export type CannedImported = Static<typeof CannedImported>;
