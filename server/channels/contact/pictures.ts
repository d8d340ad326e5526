import type { CallResult } from '../../wechat/answer';
import type { MiniProgram } from '../../wechat/mini-program';
import { createUploadOnce } from '../../wechat/upload-once';

export interface Picture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** Sends what needs an uploaded picture; `send` is called with a media id that WeChat knows. */
export interface Pictures {
  /** Why WeChat would not take it, as a code; undefined when it may. */
  refusal(picture: Picture): string | undefined;
  sendWith(picture: Picture, send: (mediaId: string) => Promise<CallResult>): Promise<CallResult>;
}

const ENDINGS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/gif': 'gif' };

/** `maxBytes`: WeChat's own page says 2 MB and 10 MB; with 10 it is left to WeChat to refuse (40009). */
export function createPictures(client: Pick<MiniProgram, 'uploadImage'>, now: () => number, maxBytes: number): Pictures {
  const uploads = createUploadOnce((upload) => client.uploadImage(upload), now);

  return {
    refusal({ bytes, contentType }) {
      if (ENDINGS[contentType] === undefined) return 'bad-media';
      return bytes.length > maxBytes ? 'picture-too-large' : undefined;
    },
    sendWith: ({ bytes, contentType }, send) => uploads.sendWith({ bytes, contentType, fileName: `picture.${ENDINGS[contentType] ?? 'jpg'}` }, send),
  };
}
