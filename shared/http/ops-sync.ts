import { Type } from '@sinclair/typebox';
import { LintFinding } from './ops-config';

const Hash = Type.String({ pattern: '^[0-9a-f]{32}$', description: '预览的标记 / names the preview' });

export const SyncPreviewAnswer = Type.Object({
  revision: Type.Integer(),
  hash: Hash,
  added: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), userid: Type.String() })),
  renamed: Type.Array(Type.Object({ key: Type.String(), userid: Type.String(), before: Type.String(), after: Type.String() })),
  disabled: Type.Array(Type.Object({
    key: Type.String(), name: Type.String(), userid: Type.String(),
    why: Type.Union([Type.Literal('left'), Type.Literal('switched-off'), Type.Literal('out-of-range')], { description: '已离职、已停用、不在可见范围 / left, switched off, out of the visible range' }),
  })),
  unchanged: Type.Integer(),
  /** Departments that may not be looked into. */
  hidden: Type.Integer(),
});

export const SyncRequest = Type.Object(
  {
    hash: Hash,
    /** Agents to leave as they are. */
    skip: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 10_000, default: [] }),
  },
  { additionalProperties: false },
);
export const SyncAnswer = Type.Object({
  revision: Type.Integer(), added: Type.Integer(), renamed: Type.Integer(), disabled: Type.Integer(), findings: Type.Array(LintFinding),
});
