import type { ChannelKind } from '../../shared/config/entry';
import type { Message } from '../../shared/message';
import type { DeskContext } from './desk-context';

/** Fetches a visitor's picture while the platform still has it (3 days) and keeps it under its content hash. */
export async function keepMedia(ctx: DeskContext, channel: ChannelKind, conversation: string, message: Message): Promise<string | undefined> {
  if (message.body.kind !== 'image' && message.body.kind !== 'file') return undefined;
  if (message.body.file !== undefined) return message.body.file;
  const { mediaId } = message.body;
  if (mediaId === undefined) return undefined;
  const source = message.from === 'agent' ? ctx.agentChannel : ctx.channels[channel];
  const media = await source?.fetchMedia?.(mediaId);
  if (!media) return undefined;
  const file = await ctx.files.put(media.bytes, media.contentType);
  await ctx.records.conversations.keepFile(conversation, message.seq, file);
  ctx.changed(conversation);
  return file;
}
