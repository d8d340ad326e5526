import type { MessageBody } from '../../shared/message';
import type { Channel } from '../channels/channel';
import type { Reply } from '../stores/records/replies';
import type { DeskContext } from './desk-context';

/** How words stored now get to the visitor: by a delivery, or because he reads them where they are stored. */
export function wayToVisitor(ctx: Pick<DeskContext, 'newId'>, channel: Channel | undefined, body: MessageBody, more: { system?: true } = {}): Pick<Reply, 'deliveries' | 'arrived'> {
  if (channel?.readsHere) return { deliveries: [], arrived: true };
  return { deliveries: [{ id: ctx.newId(), target: { to: 'visitor', seq: 0 }, parts: channel?.parts(body) ?? 1, ...more }] };
}
