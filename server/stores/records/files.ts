/** A picture or file a visitor sent up and has not said yet. */
export interface Upload {
  /** 32 hex digits nobody can guess. */
  name: string;
  visitor: string;
  kind: 'image' | 'file';
  /** The content hash its bytes are kept by. */
  file: string;
  fileName: string;
  contentType: string;
  bytes: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** `leaving`: the same bytes are just being removed; nothing was kept, and a moment later they may come again. */
export type UploadKept = 'kept' | 'leaving' | 'too-many' | 'no-visitor';

/**
 * Who needs which bytes: the same ones are kept once for every message and upload that names their hash. When the last one lets go,
 * the same transaction notes a removal; only who takes the removal removes the bytes, and until then nobody can name them again.
 */
export interface FileRecords {
  /** Before its bytes are stored, so that none are left over when the process dies between. At most `most` unsaid ones of one visitor. */
  keepUpload(upload: Upload, most: number): Promise<UploadKept>;
  /** Forgets uploads that were made before and never said, at most `limit`; answers how many. */
  expireUploads(before: number, limit: number): Promise<number>;
  /** These bytes were just stored: if whoever needed them was erased meanwhile, they are noted for removal. */
  stored(file: string): Promise<void>;
  /** Hashes whose bytes are to be removed, each for one caller; again for another when it was not `removed` within `leaseMs`. */
  takeRemovals(request: { now: number; leaseMs: number; limit: number }): Promise<string[]>;
  /** Their bytes are gone, unless they were `stored` since they were taken: then they are to be removed again. */
  removed(files: string[]): Promise<void>;
}
