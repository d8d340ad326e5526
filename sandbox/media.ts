import type { Clock } from './clock';
import type { Ids } from './ids';

export interface MediaFile {
  mediaId: string;
  contentType: string;
  filename: string;
  bytes: Buffer;
  createdAt: number;
}

/** Temporary media of one platform. */
export interface Media {
  put(file: Pick<MediaFile, 'contentType' | 'filename' | 'bytes'>): MediaFile;
  /** The file while its media_id is valid: 3 days. */
  valid(mediaId: string): MediaFile | undefined;
  /** The file for the sandbox's own pages, however old. */
  find(mediaId: string): MediaFile | undefined;
  reset(): void;
}

const VALID_MS = 3 * 24 * 3_600_000;

export function createMedia(clock: Clock, ids: Ids): Media {
  const files = new Map<string, MediaFile>();
  return {
    put(file) {
      const stored = { ...file, mediaId: ids.opaque(48), createdAt: clock.now() };
      files.set(stored.mediaId, stored);
      return stored;
    },
    valid(mediaId) {
      const file = files.get(mediaId);
      return file && clock.now() < file.createdAt + VALID_MS ? file : undefined;
    },
    find: (mediaId) => files.get(mediaId),
    reset: () => files.clear(),
  };
}

/** The picture's content type by its first bytes; undefined when it is no PNG, JPEG or GIF. */
export function pictureType(bytes: Buffer): 'image/png' | 'image/jpeg' | 'image/gif' | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  return bytes.subarray(0, 4).toString('latin1') === 'GIF8' ? 'image/gif' : undefined;
}
