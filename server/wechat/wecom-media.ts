import { mapBody, textOf, type CallResult } from './answer';
import type { DownloadResult } from './download';
import type { Upload } from './http';
import type { TokenCalls } from './with-token';

/** WeCom's temporary media: an id lives 3 days and is good for all applications of the corp. */
export function wecomMedia(calls: TokenCalls) {
  return {
    /** Image 10 MB JPG/PNG, voice 2 MB AMR, video 10 MB MP4, file 20 MB; more than 5 bytes. */
    async uploadMedia(type: 'image' | 'voice' | 'video' | 'file', upload: Upload): Promise<CallResult<{ readonly mediaId: string }>> {
      const result = await calls.call({ method: 'POST', path: '/cgi-bin/media/upload', query: { type }, upload, timeLimitMs: 60_000 });
      return mapBody(result, (body) => ({ mediaId: textOf(body, 'media_id') }));
    },
    getMedia: (mediaId: string, maxBytes: number): Promise<DownloadResult> =>
      calls.download({ method: 'GET', path: '/cgi-bin/media/get', query: { media_id: mediaId }, timeLimitMs: 60_000 }, maxBytes),
  };
}
