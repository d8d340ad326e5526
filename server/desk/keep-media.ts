import type { ChannelKind } from '../../shared/config/entry';
import type { Message } from '../../shared/message';
import type { DeskContext } from './desk-context';

/** Fetches a picture or file while the platform still has it (3 days) and keeps it under its content hash. */
export async function keepMedia(ctx: DeskContext, channel: ChannelKind, conversation: string, message: Message): Promise<string | undefined> {
  if (message.body.kind !== 'image' && message.body.kind !== 'file') return undefined;
  if (message.body.file !== undefined) return message.body.file;
  const { mediaId, gone } = message.body;
  if (mediaId === undefined || gone) return undefined;
  const source = message.from === 'agent' ? ctx.agentChannel : ctx.channels[channel];
  const media = await source?.fetchMedia?.(mediaId);
  if (!media) return undefined;
  const file = await ctx.files.put(media.bytes, media.contentType);
  const kept = await ctx.records.conversations.keepFile(conversation, message.seq, file);
  // The same bytes may have been removed since, before this message named them: now they stay.
  if (kept) await ctx.files.put(media.bytes, media.contentType);
  // Or the message was erased while its bytes were on their way.
  await ctx.records.files.stored(file);
  if (!kept) return undefined;
  ctx.changed(conversation);
  return file;
}

/** Fetches behind the answer what a message just stored names; then the outbox is woken, since a delivery needs the bytes. False: there is nothing to fetch. */
export function keepMediaSoon(ctx: DeskContext, channel: ChannelKind, message: Message): boolean {
  const { body, conversation } = message;
  if ((body.kind !== 'image' && body.kind !== 'file') || body.file !== undefined || body.mediaId === undefined) return false;
  ctx.background.run(`media:${message.id}`, 'keep media', async () => {
    await keepMedia(ctx, channel, conversation, message);
    ctx.wakeOutbox();
  });
  return true;
}
