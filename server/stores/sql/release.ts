import type { Release, Released } from '../records/ownership';
import { lockAgent } from './agent-row';
import { type Kept, shown } from './conversation-row';
import { lockConversation, saveConversation } from './conversation-store';
import { stillDue } from './deadline';
import { addDelivery, newsFor } from './outbox-add';
import { tellMoved, unowned, vacate } from './owner';
import { json } from './row';
import { change, type Operation } from './statement';

const MISS = 'UPDATE agents SET misses = ? WHERE agent = ?';
const PAUSE = "UPDATE agents SET misses = ?, paused = 1, paused_reason = 'missed', paused_since = ?, version = version + 1 WHERE agent = ?";

/** Counts the miss; true when it is one too many and he is paused now. */
function* miss(release: Release, agent: string): Operation<boolean> {
  const seat = yield* lockAgent(agent, release.now);
  const misses = seat.misses + 1;
  if (seat.paused !== undefined || misses < release.missesBeforePause) {
    yield change(MISS, misses, agent);
    return false;
  }
  yield change(PAUSE, misses, release.now, agent);
  return true;
}

/** Takes it from its owner and puts it back to wait; who was never answered keeps his place. */
export function* release(release: Release): Operation<Released> {
  const c = yield* lockConversation(release.conversation);
  if (c === undefined) return { kind: 'moved' };
  const former = c.agent;
  const over = c.version !== release.version || !stillDue(c, release.onlyIf, release.now);
  if (over || c.state !== 'assigned' || former === null) return { kind: 'moved', conversation: shown(c) };

  const pausedNow = release.missed ? yield* miss(release, former) : false;
  yield* vacate(former);
  yield change('DELETE FROM transfers WHERE conversation = ?', c.id);
  yield* tellMoved(c, release.newDelivery, release.cause, undefined, release.now);
  if (pausedNow && c.tell === 1) {
    yield* addDelivery(newsFor(`${release.newDelivery}-status`, former, { kind: 'status', status: 'paused', cause: 'missed' }), c, release.now);
  }
  const missed = json<string[]>(c.missed);
  if ((release.missed || release.handedBack) && !missed.includes(former)) missed.push(former);
  const answered = c.last_agent_at !== null && c.last_agent_at >= (c.assigned_at ?? 0);
  Object.assign(c, unowned, {
    // a missed ring goes on from the step that missed it
    state: 'waiting', version: c.version + 1, step: c.step, assigned_at: null, missed: JSON.stringify(missed),
    waiting_since: answered || c.waiting_since === null ? release.now : c.waiting_since,
  } satisfies Partial<Kept>);
  yield* saveConversation(c);
  return { kind: 'released', conversation: shown(c), former, pausedNow };
}
