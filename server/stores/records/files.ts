/** Who sent something up, and alone may say it. */
export type UploadOwner = { visitor: string } | { agent: string };

/** A picture or file somebody sent up and has not said yet. */
export interface Upload {
  /** 32 hex digits nobody can guess. */
  name: string;
  owner: UploadOwner;
  kind: 'image' | 'file';
  /** The content hash its bytes are kept by. */
  file: string;
  fileName: string;
  contentType: string;
  bytes: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** How much may be kept of one owner: so many uploads he has not said, and so many bytes a day of him and of all in his network. */
export interface UploadLimits {
  unsaid: number;
  ownerBytes: number;
  /** Absent: his network does not count. */
  network?: { name: string; bytes: number };
}

/**
 * `leaving`: the same bytes are just being removed; nothing was kept, and a moment later they may come again. `spent`: what may be sent up
 * in a day (of UTC) has been.
 */
export type UploadKept = 'kept' | 'leaving' | 'too-many' | 'spent' | 'no-visitor';

/**
 * Who needs which bytes: the same ones are kept once for every message and upload that names their hash. When the last one lets go,
 * the same transaction notes a removal; only who takes the removal removes the bytes, and until then nobody can name them again.
 */
export interface FileRecords {
  /** Before its bytes are stored, so that none are left over when the process dies between. What `limits` allow is counted over all nodes. */
  keepUpload(upload: Upload, limits: UploadLimits): Promise<UploadKept>;
  /** Forgets uploads that were made before and never said, at most `limit`; answers how many. */
  expireUploads(before: number, limit: number): Promise<number>;
  /** These bytes were just stored: if whoever needed them was erased meanwhile, they are noted for removal. */
  stored(file: string): Promise<void>;
  /** Hashes whose bytes are to be removed, each for one caller; again for another when it was not `removed` within `leaseMs`. */
  takeRemovals(request: { now: number; leaseMs: number; limit: number }): Promise<string[]>;
  /** Their bytes are gone, unless they were `stored` since they were taken: then they are to be removed again. */
  removed(files: string[]): Promise<void>;
}
