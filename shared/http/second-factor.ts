import { Type, type Static } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;

export const SecondFactorAnswer = Type.Object({
  on: Type.Boolean(),
  since: Type.Optional(Type.Integer()),
  recoveryLeft: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type SecondFactorAnswer = Static<typeof SecondFactorAnswer>;

export const SecondFactorPassword = Type.Object({ password: Type.String({ minLength: 1, maxLength: 200 }) }, closed);
export const SecondFactorCode = Type.Object({ code: Type.String({ minLength: 6, maxLength: 40 }) }, closed);
/** `address` is what the QR code says (otpauth://…). */
export const SecondFactorBegun = Type.Object({ secret: Type.String(), address: Type.String() });
export type SecondFactorBegun = Static<typeof SecondFactorBegun>;
export const RecoveryAnswer = Type.Object({ codes: Type.Array(Type.String()) });
