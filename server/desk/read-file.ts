import type { Message } from '../../shared/message';
import type { DeskContext } from './desk-context';
import { readable, type Asker } from './workbench-reads';

/** `away`: a platform still has it and it is being fetched; `gone`: nobody has it any more. */
export type FileRead =
  | { kind: 'read'; bytes: Uint8Array; isImage: boolean; name?: string }
  | { kind: 'conversation-unknown' | 'not-found' | 'away' | 'gone' };

/** The picture or file of one message, for the visitor whose conversation it is; notes of colleagues and what was taken back are not for him. */
export async function readFile(ctx: DeskContext, visitor: string, id: string, seq: number): Promise<FileRead> {
  const { conversations } = ctx.records;
  if ((await conversations.get(id))?.visitor !== visitor) return { kind: 'conversation-unknown' };
  const [message] = await conversations.since(id, seq - 1, 1);
  if (message?.seq !== seq || message.from === 'note' || message.recalledAt !== undefined) return { kind: 'not-found' };
  return fileOf(ctx, message);
}

/** The same for an agent who may read the conversation, notes too. */
export async function readFileAsAgent(ctx: DeskContext, asker: Asker, id: string, seq: number): Promise<FileRead> {
  if (!(await readable(ctx, asker, id))) return { kind: 'conversation-unknown' };
  const [message] = await ctx.records.conversations.since(id, seq - 1, 1);
  return message?.seq === seq && message.recalledAt === undefined ? fileOf(ctx, message) : { kind: 'not-found' };
}

/** The same for who may read every conversation; what was taken back, too. */
export async function readAnyFile(ctx: DeskContext, id: string, seq: number): Promise<FileRead> {
  const [message] = await ctx.records.conversations.since(id, seq - 1, 1);
  return message?.seq === seq ? fileOf(ctx, message) : { kind: 'not-found' };
}

async function fileOf(ctx: DeskContext, message: Message): Promise<FileRead> {
  const { body } = message;
  if (body.kind !== 'image' && body.kind !== 'file') return { kind: 'not-found' };
  if (body.gone) return { kind: 'gone' };
  if (body.file === undefined) return { kind: body.mediaId === undefined ? 'not-found' : 'away' };
  const found = await ctx.files.get(body.file);
  return found ? { kind: 'read', bytes: found.bytes, isImage: body.kind === 'image', ...(body.kind === 'file' && { name: body.name }) } : { kind: 'gone' };
}
