import { Type, type Static } from '@sinclair/typebox';
import { Conversation } from '../conversation';

/** A short word to sort conversations by; no blank at either end. */
export const Tag = Type.String({ minLength: 1, maxLength: 20, pattern: '^[^\\s\\u0000-\\u001f]([^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f])?$' });

/** `PUT /api/agent/conversations/:id/tags`: all tags it is to have. */
export const TagsRequest = Type.Object({ tags: Type.Array(Tag, { maxItems: 10, uniqueItems: true }) }, { additionalProperties: false });
export type TagsRequest = Static<typeof TagsRequest>;
export const TagsAnswer = Type.Object({ conversation: Conversation });

/** `GET /api/agent/tags`: those used most, to be offered. */
export const MostUsedTags = Type.Object({ tags: Type.Array(Type.String()) });
