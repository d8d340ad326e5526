import { Type, type Static } from '@sinclair/typebox';
import { Target } from './config/entry';

/** Why a candidate may or may not have the conversation. `available`, `available-above-limit` and `away-accepted` are the only yeses. */
export const Verdict = Type.Union([
  Type.Literal('available'), Type.Literal('available-above-limit'), Type.Literal('away-accepted'),
  Type.Literal('offline'), Type.Literal('away'), Type.Literal('paused'), Type.Literal('unknown-status'),
  Type.Literal('no-lease'), Type.Literal('unstable'), Type.Literal('off-shift'), Type.Literal('disabled'),
  Type.Literal('unknown-agent'), Type.Literal('full'), Type.Literal('missed'), Type.Literal('excluded'),
  Type.Literal('outside-hours'), Type.Literal('lost-race'), Type.Literal('refused-by-platform'),
]);
export type Verdict = Static<typeof Verdict>;

export const CandidateVerdict = Type.Object({
  agent: Type.String(),
  verdict: Verdict,
  /** Since when (ms since 1970) an offline or paused candidate is so. */
  since: Type.Optional(Type.Integer()),
  load: Type.Optional(Type.Integer()),
  /** The limit that applied; absent: none. */
  limit: Type.Optional(Type.Integer()),
  /** Words of a platform's refusal, as a code. */
  code: Type.Optional(Type.String()),
});
export type CandidateVerdict = Static<typeof CandidateVerdict>;

export const StepReceipt = Type.Object({
  step: Type.Integer(),
  target: Target,
  asked: Type.Boolean(),
  /** All of them, or of more than 50 the first 50 and the winner; then `counts` counts all of them by verdict. */
  verdicts: Type.Array(CandidateVerdict),
  counts: Type.Optional(Type.Record(Type.String(), Type.Integer())),
});
export type StepReceipt = Static<typeof StepReceipt>;

export const ReceiptOutcome = Type.Union([
  Type.Literal('assigned'), Type.Literal('queued'), Type.Literal('no-seats'), Type.Literal('leave-message'),
  Type.Literal('outside-hours'), Type.Literal('taken'), Type.Literal('transferred'),
  /** The conversation was taken, closed or changed by someone else while it was being decided. */
  Type.Literal('moved'),
]);

/** Why a conversation went where it went; stored with every decision. */
export const Receipt = Type.Object({
  at: Type.Integer(),
  entry: Type.String(),
  outcome: ReceiptOutcome,
  /** Why the ladder ran: first entry, another button, a missed ring, an agent gone, the queue, an order by hand. */
  cause: Type.String(),
  winner: Type.Optional(Type.Object({ agent: Type.String(), step: Type.Integer() })),
  /** The designated person was asked for and someone else came. */
  standsInFor: Type.Optional(Type.String()),
  /** The agent was chosen because he served this visitor before. */
  lastAgent: Type.Optional(Type.Boolean()),
  /** Which ladder variant applied, by index. */
  variant: Type.Optional(Type.Integer()),
  /** A manual take or transfer went above the limit. */
  aboveLimit: Type.Optional(Type.Boolean()),
  /** Hours could not be computed and the default (open) was used. */
  hoursUnknown: Type.Optional(Type.Boolean()),
  by: Type.Optional(Type.String()),
  steps: Type.Array(StepReceipt),
});
export type Receipt = Static<typeof Receipt>;

/** Whom the visitor asked for, whoever came: the person the first step names; one for an owner he does not have is passed over. */
export function namedAgent({ standsInFor, steps }: Receipt): string | undefined {
  if (standsInFor !== undefined) return standsInFor;
  for (const { target, verdicts } of steps) {
    if (target.kind === 'agent') return target.agent;
    if (target.kind !== 'owner') return undefined;
    if (verdicts[0]) return verdicts[0].agent;
  }
  return undefined;
}
