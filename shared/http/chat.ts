import { Type, type Static } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
/** No store keeps NUL in a text. */
const words = (max: number) => Type.String({ minLength: 1, maxLength: max, pattern: '^[^\\u0000]*$' });

/** The name an upload was given: unguessable, and worth something to its owner only. */
export const UploadName = Type.String({ pattern: '^[0-9a-f]{32}$' });

/** What a visitor may say on our own chat page. `image` and `file` name an upload of his; `card` is a product or an order of the merchant's page. */
export const SaidBody = Type.Union([
  Type.Object({ kind: Type.Literal('text'), text: words(2000) }, closed),
  Type.Object({ kind: Type.Literal('image'), file: UploadName }, closed),
  Type.Object({ kind: Type.Literal('file'), file: UploadName }, closed),
  Type.Object(
    {
      kind: Type.Literal('card'), title: words(200),
      /** One more line: the price, or the order's number. */
      text: Type.Optional(words(200)),
      /** A page of the mini-program, or a web page. */
      path: Type.Optional(Type.String({ maxLength: 1024, pattern: '^/[^\\u0000]*$' })),
      url: Type.Optional(Type.String({ maxLength: 2048, pattern: '^https?://[^\\u0000]*$' })),
      image: Type.Optional(Type.String({ maxLength: 2048, pattern: '^https://[^\\u0000]*$' })),
    },
    closed,
  ),
]);
export type SaidBody = Static<typeof SaidBody>;

/** `POST /api/visitor/files`, `POST /api/agent/files`: multipart, one part `file`. Said within a day or gone. `name` ends as its kind does. */
export const UploadAnswer = Type.Object({
  file: UploadName, kind: Type.Union([Type.Literal('image'), Type.Literal('file')]), name: Type.String(), bytes: Type.Integer(), contentType: Type.String(),
});
export type UploadAnswer = Static<typeof UploadAnswer>;

export const Stars = Type.Integer({ minimum: 1, maximum: 5 });
export const SurveyComment = Type.String({ maxLength: 500, pattern: '^[^\\u0000]*$' });

/** He may say how it was, once somebody has answered him and it is over or the agent asks; what he said so far. */
export const Survey = Type.Object({ stars: Type.Optional(Stars), comment: Type.Optional(SurveyComment) });
export type Survey = Static<typeof Survey>;

/** `POST /api/visitor/conversations/:id/survey`, on any road; the last answer counts. */
export const SurveyRequest = Type.Object({ stars: Stars, comment: Type.Optional(SurveyComment) }, closed);
export const SurveyAnswer = Type.Object({ survey: Survey });

/** A survey as the shop reads it. `agent`: who had answered last. */
export const GivenSurvey = Type.Object({ stars: Stars, comment: Type.Optional(SurveyComment), at: Type.Integer(), agent: Type.Optional(Type.String()) });
export type GivenSurvey = Static<typeof GivenSurvey>;
