import { createHash } from 'node:crypto';
import type { CallResult } from './answer';
import type { Upload } from './http';

export type Uploaded = CallResult<{ readonly mediaId: string }>;

/** Media ids by content and name: the same file goes to the platform once while its id lives. */
export interface UploadOnce {
  /** Calls `send` with an id the platform knows; once more with a new one when it no longer knew the id (40007). */
  sendWith<T>(upload: Upload, send: (mediaId: string) => Promise<CallResult<T>>): Promise<CallResult<T>>;
}

interface Kept {
  readonly result: Promise<Uploaded>;
  readonly until: number;
}

/** WeChat and WeCom keep temporary media for 3 days; half a day is left for what waits to be sent. */
const KEEP_MS = 2.5 * 24 * 3_600_000;
const MAX_KEPT = 2_000;
const MEDIA_EXPIRED = 40007;

export function createUploadOnce(upload: (upload: Upload) => Promise<Uploaded>, now: () => number): UploadOnce {
  const kept = new Map<string, Kept>();

  const keyOf = ({ bytes, contentType, fileName }: Upload) => `${contentType} ${createHash('sha256').update(bytes).digest('base64')} ${fileName}`;

  async function fresh(key: string, file: Upload): Promise<Uploaded> {
    const result = await upload(file);
    const usable = !result.ok || result.body.mediaId !== '' ? result : { ok: false, kind: 'unknown', why: 'no media id in the answer' } as const;
    if (!usable.ok) kept.delete(key);
    return usable;
  }

  function idOf(key: string, file: Upload): Promise<Uploaded> {
    const known = kept.get(key);
    if (known !== undefined && now() < known.until) return known.result;
    kept.delete(key);
    const oldest = kept.size >= MAX_KEPT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    const result = fresh(key, file);
    kept.set(key, { result, until: now() + KEEP_MS });
    return result;
  }

  return {
    async sendWith(file, send) {
      const key = keyOf(file);
      for (let again = false; ; again = true) {
        const uploaded = await idOf(key, file);
        // Nothing was shown to anybody yet, so an upload nobody knows the end of may be tried again.
        if (!uploaded.ok) return uploaded.kind === 'unknown' ? { ok: false, kind: 'not-sent', why: `upload: ${uploaded.why}` } : uploaded;
        const result = await send(uploaded.body.mediaId);
        if (result.ok || result.kind !== 'platform' || result.code !== MEDIA_EXPIRED) return result;
        kept.delete(key);
        if (again) return result;
      }
    },
  };
}
