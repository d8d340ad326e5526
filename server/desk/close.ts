import type { Cause } from '../../shared/causes';
import type { Conversation } from '../../shared/conversation';
import type { TextKey } from '../../shared/texts';
import type { Act } from '../stores/records/agents';
import type { AuditRow } from '../stores/records/config';
import type { StillDue } from '../stores/records/overdue';
import type { DeskContext } from './desk-context';
import { refreshCards } from './refresh-cards';
import { say, worded } from './say';
import { tellPlatform } from './tell-platform';

export interface CloseRequest {
  conversation: string;
  /** Closed only if it still is as the caller saw it; absent: however it is now. */
  version?: number;
  /** Closed only if nothing was said since the caller saw this number. */
  seq?: number;
  onlyIf?: StillDue;
  reason: Cause;
  by?: string;
  /** The owner's act in WeCom that ends it. */
  act?: Act;
  /** Said to the visitor before, if his allowance leaves room. */
  words?: TextKey;
  audit?: AuditRow;
}

export type Closed = { kind: 'closed'; conversation: Conversation } | { kind: 'moved' };

/** Ends a conversation, for good: its owner's seat is free, and whoever waits may have it. */
export async function close(ctx: DeskContext, request: CloseRequest): Promise<Closed> {
  const { conversations } = ctx.records;
  const before = await conversations.get(request.conversation);
  if (!before || before.state === 'closed') return { kind: 'moved' };
  if (request.version !== undefined && request.version !== before.version) return { kind: 'moved' };
  if (request.seq !== undefined && request.seq !== before.seq) return { kind: 'moved' };
  if (request.words) await say(ctx, before, worded(ctx, request.words, {}), `closing:${before.id}:${before.version}`);
  const entry = ctx.view().entry(before.entry);
  const finished = await conversations.finish({
    conversation: before.id, version: before.version, now: ctx.now(), reason: request.reason,
    ...(request.onlyIf && { onlyIf: request.onlyIf }),
    ...(request.by !== undefined && { by: request.by }),
    ...(request.act && { act: request.act }),
    quiet: request.by !== undefined && request.by === before.agent,
    newDelivery: ctx.newId(),
    ...(request.audit && { audit: request.audit }),
    announce: { webhooks: ctx.webhooks.of(entry?.site, 'conversation.closed') },
  });
  if (finished.kind === 'moved') return { kind: 'moved' };
  ctx.wakeOutbox();
  ctx.changed(before.id);
  if (ctx.channels[before.channel]?.native) ctx.background.run(before.id, 'end it on the platform', async () => {
    await tellPlatform(ctx, finished.conversation);
  });
  refreshCards(ctx, before.id);
  if (finished.former !== undefined) ctx.wakeQueue(1);
  return { kind: 'closed', conversation: finished.conversation };
}
