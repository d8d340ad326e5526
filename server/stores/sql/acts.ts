import type { Act, AgentRecords, KeptAct } from '../records/agents';
import { agentKey } from './message-store';
import { add } from './outbox-add';
import { resend } from './outbox-writes';
import { first, textOrNull } from './row';
import { ask, change, type Operation } from './statement';

const KEEP = 'INSERT INTO acts (once_key, at, conversation, answer) VALUES (?, ?, ?, ?) ON CONFLICT (once_key) DO NOTHING';
const FORGET = 'DELETE FROM acts WHERE once_key = ?';

/** False when the act is known already; one that is being done elsewhere is waited for. */
function* begin(act: Act, conversation?: string, answer?: string): Operation<boolean> {
  return (yield change(KEEP, agentKey(act.agent, act.key), act.at, conversation ?? null, answer ?? null)).count > 0;
}

export function* actOf(act: Act): Operation<KeptAct | undefined> {
  const row = first((yield ask('SELECT conversation, answer FROM acts WHERE once_key = ?', agentKey(act.agent, act.key))).rows);
  if (row === undefined) return undefined;
  const conversation = textOrNull(row.conversation);
  const answer = textOrNull(row.answer);
  return { ...(conversation !== null && { conversation }), ...(answer !== null && { answer }) };
}

interface ForAct<T> {
  act: Act | undefined;
  conversation?: string | undefined;
  /** Whether anything came of it; else the key is free again. */
  did: (result: T) => boolean;
  /** The answer to an act that is known: that nothing was changed. */
  known: () => Operation<T>;
}

/**
 * An act and its key stand or fall together. The key comes first, before any row is locked, so that two nodes with the
 * same act never wait for each other.
 */
export function* once<T>(operation: Operation<T>, { act, conversation, did, known }: ForAct<T>): Operation<T> {
  if (act === undefined) return yield* operation;
  if (!(yield* begin(act, conversation))) return yield* known();
  const result = yield* operation;
  if (!did(result)) yield change(FORGET, agentKey(act.agent, act.key));
  return result;
}

/** An answer that needs nothing from the store. */
export const answering = <T>(result: T) => function* (): Operation<T> {
  return result;
};

type Keeping = Parameters<AgentRecords['keepAct']>[1];

export function* keepAct(act: Act, { now, conversation, answer, tell = [], resend: ids = [] }: Keeping): Operation<KeptAct & { first: boolean }> {
  const isFirst = yield* begin(act, conversation, answer);
  if (isFirst) {
    yield* add(tell, now);
    let again = false;
    for (const id of ids) again = (yield* resend(id, now)) || again;
    if (again) yield change('UPDATE acts SET answer = NULL WHERE once_key = ?', agentKey(act.agent, act.key));
  }
  return { ...(yield* actOf(act)), first: isFirst };
}
