import type { Upload, UploadKept } from '../stores/records/files';
import type { DeskContext } from './desk-context';

/** An upload that is never said is forgotten after this (ms). */
const UNSAID = 86_400_000;
/** Uploads a visitor may have without saying them. */
const MOST_UNSAID = 20;
const AT_ONCE = 1000;

/** `name`: what it is to be known by, 32 hex digits nobody can guess. `content`: its bytes, of the kind they were found to be. */
export type SentUp = Pick<Upload, 'name' | 'visitor' | 'kind' | 'fileName' | 'contentType'> & { content: Uint8Array };

/**
 * A visitor sends up a picture or file that he is going to say. The need is kept before the bytes are: should the process die
 * between, the sweep forgets an upload whose name nobody was told.
 */
export async function sendUp(ctx: DeskContext, { content, ...upload }: SentUp): Promise<UploadKept> {
  const file = ctx.files.hashOf(content);
  const kept = await ctx.records.files.keepUpload({ ...upload, file, bytes: content.byteLength, at: ctx.now() }, MOST_UNSAID);
  if (kept !== 'kept') return kept;
  await ctx.files.put(content, upload.contentType);
  // He may have been erased between the two.
  await ctx.records.files.stored(file);
  return kept;
}

/** For the sweep. */
export async function expireUploads(ctx: DeskContext): Promise<void> {
  while ((await ctx.records.files.expireUploads(ctx.now() - UNSAID, AT_ONCE)) === AT_ONCE);
}
