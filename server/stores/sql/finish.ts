import type { Conversation } from '../../../shared/conversation';
import type { Finish } from '../records/ownership';
import { announced } from './announce';
import { type Kept, shown } from './conversation-row';
import { lockConversation, saveConversation } from './conversation-store';
import { stillDue } from './deadline';
import { addDeliveries, addDelivery, newsFor } from './outbox-add';
import { vacate, wasTold } from './owner';
import { change, type Operation } from './statement';

type Finished = { kind: 'finished'; conversation: Conversation; former?: string } | { kind: 'moved'; conversation?: Conversation };

/** Closes it for good. Who owned it last stays written on it. */
export function* finish(finish: Finish): Operation<Finished> {
  const c = yield* lockConversation(finish.conversation);
  if (c === undefined) return { kind: 'moved' };
  const over = (finish.version !== undefined && c.version !== finish.version) || !stillDue(c, finish.onlyIf, finish.now);
  if (c.state === 'closed' || over) return { kind: 'moved', conversation: shown(c) };
  const former = c.state === 'assigned' ? c.agent : null;
  if (former !== null) {
    yield* vacate(former);
    if (finish.quiet !== true && wasTold(c)) {
      yield* addDelivery(newsFor(finish.newDelivery, former, { kind: 'closed', reason: finish.reason }), c, finish.now);
    }
  }
  yield change('DELETE FROM transfers WHERE conversation = ?', c.id);
  Object.assign(c, {
    state: 'closed', version: c.version + 1, closed_at: finish.now, close_reason: finish.reason, wait_until: null, ring_at: null, card: null,
    open_key: null,
  } satisfies Partial<Kept>);
  yield* saveConversation(c);
  const conversation = shown(c);
  yield* addDeliveries(announced(finish.announce?.webhooks, 'conversation.closed', `${finish.newDelivery}`, finish.now, conversation), c, finish.now);
  return former === null ? { kind: 'finished', conversation } : { kind: 'finished', conversation, former };
}
