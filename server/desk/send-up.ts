import type { DeskSettings } from '../../shared/config/desk-config';
import type { Upload, UploadKept, UploadLimits } from '../stores/records/files';
import type { DeskContext } from './desk-context';

/** An upload that is never said is forgotten after this (ms). */
const UNSAID = 86_400_000;
/** Uploads somebody may have without saying them. */
const MOST_UNSAID = 20;
const AT_ONCE = 1000;
const MEGABYTE = 1_048_576;
/** An agent's own day: far above what work needs, and far below a disk. */
const AGENT_BYTES = 2048 * MEGABYTE;
const VISITOR_MEGABYTES = 50;
const NETWORK_MEGABYTES = 500;

/** `name`: what it is to be known by, 32 hex digits nobody can guess. `content`: its bytes, of the kind they were found to be. `network`: a stranger's, see `networkOf`. */
export type SentUp = Pick<Upload, 'name' | 'owner' | 'kind' | 'fileName' | 'contentType'> & { content: Uint8Array; network?: string };

/**
 * Somebody sends up a picture or file that he is going to say. The need is kept before the bytes are: should the process die
 * between, the sweep forgets an upload whose name nobody was told.
 */
export async function sendUp(ctx: DeskContext, { content, network, ...upload }: SentUp): Promise<UploadKept> {
  const file = ctx.files.hashOf(content);
  const limits = limitsOf(ctx.view().config.settings, upload.owner, network);
  const kept = await ctx.records.files.keepUpload({ ...upload, file, bytes: content.byteLength, at: ctx.now() }, limits);
  if (kept !== 'kept') return kept;
  await ctx.files.put(content, upload.contentType);
  // He may have been erased between the two.
  await ctx.records.files.stored(file);
  return kept;
}

/** Strangers share a disk, so what they may put on it is counted; a whole office behind one address counts as one network. */
function limitsOf(settings: DeskSettings, owner: Upload['owner'], network: string | undefined): UploadLimits {
  if ('agent' in owner) return { unsaid: MOST_UNSAID, ownerBytes: AGENT_BYTES };
  return {
    unsaid: MOST_UNSAID,
    ownerBytes: (settings.uploadMegabytesPerVisitor ?? VISITOR_MEGABYTES) * MEGABYTE,
    ...(network !== undefined && { network: { name: network, bytes: (settings.uploadMegabytesPerNetwork ?? NETWORK_MEGABYTES) * MEGABYTE } }),
  };
}

/** For the sweep. */
export async function expireUploads(ctx: DeskContext): Promise<void> {
  while ((await ctx.records.files.expireUploads(ctx.now() - UNSAID, AT_ONCE)) === AT_ONCE);
}
