import { Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;

/** Only the pages staff work in: an address of another site, with or without its scheme, has no such beginning. */
const ReturnPath = Type.String({ maxLength: 300, pattern: '^/(workbench|console)(/[A-Za-z0-9_-]+)*/?(\\?[A-Za-z0-9_=&%.~-]*)?(#[A-Za-z0-9_=&%.~/?-]*)?$', description: '登录后打开的页面 / the page to open afterwards' });

export const WecomStartQuery = Type.Object({ return: Type.Optional(ReturnPath) }, closed);

/** WeCom: the code is at most 512 bytes, `state` comes back as it was sent. More may come along and is not ours to refuse. */
export const WecomBackQuery = Type.Object({
  code: Type.Optional(Type.String({ maxLength: 512 })),
  state: Type.Optional(Type.String({ maxLength: 128 })),
});
