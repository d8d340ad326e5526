import { Type, type Static } from '@sinclair/typebox';

export const StaffLoginRequest = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 64 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    /** Who has a second factor and gives none is told `code-needed`. */
    code: Type.Optional(Type.String({ minLength: 6, maxLength: 40, description: '开启了两步验证时：手机上的验证码或一个恢复码 / with a second factor: the code of the phone, or a recovery code' })),
  },
  { additionalProperties: false },
);

export const Me = Type.Object({
  login: Type.String(),
  name: Type.String(),
  role: Type.Union([Type.Literal('admin'), Type.Literal('ops'), Type.Literal('supervisor'), Type.Literal('agent')]),
  /** The agent he is, when he answers. */
  agent: Type.Optional(Type.String()),
  permissions: Type.Array(Type.String()),
});
export type Me = Static<typeof Me>;

/** Without `me` nobody is signed in. `wecom`: one can sign in by WeCom here. */
export const SessionAnswer = Type.Object({ me: Type.Optional(Me), wecom: Type.Boolean() });

/** Browsers keep the cookie and need not keep the token; programs send it as `Authorization: Bearer`. */
export const StaffLoginAnswer = Type.Object({ token: Type.String(), expiresAt: Type.Integer(), me: Me });
export type StaffLoginAnswer = Static<typeof StaffLoginAnswer>;

export const PasswordRequest = Type.Object(
  { current: Type.String({ minLength: 1, maxLength: 200 }), next: Type.String({ minLength: 10, maxLength: 200 }) },
  { additionalProperties: false },
);

export const SessionsAnswer = Type.Object({
  sessions: Type.Array(Type.Object({
    /** Names the session and opens nothing. */
    id: Type.String(),
    current: Type.Boolean(),
    createdAt: Type.Integer(),
    expiresAt: Type.Integer(),
    ip: Type.Optional(Type.String()),
    userAgent: Type.Optional(Type.String()),
  })),
});
