import type { CallResult } from '../../wechat/answer';
import { createUploadOnce } from '../../wechat/upload-once';
import type { WecomKf } from '../../wechat/wecom-kf';

export interface Attachment {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Shown with files. */
  readonly name: string;
}

/** Sends what has to be uploaded; `send` is called with a media id that WeCom knows. */
export interface Media {
  /** Why WeCom would not take it, as a code; undefined when it may. */
  refusal(kind: 'image' | 'file', attachment: Attachment): string | undefined;
  sendWith<T>(kind: 'image' | 'file', attachment: Attachment, send: (mediaId: string) => Promise<CallResult<T>>): Promise<CallResult<T>>;
}

/** WeCom: pictures are JPG or PNG of at most 10 MB, files at most 20 MB. */
const PICTURES: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };
const MAX_PICTURE = 10 * 1024 * 1024;
const MAX_FILE = 20 * 1024 * 1024;

export function createMedia(client: Pick<WecomKf, 'uploadMedia'>, now: () => number): Media {
  const pictures = createUploadOnce((upload) => client.uploadMedia('image', upload), now);
  const files = createUploadOnce((upload) => client.uploadMedia('file', upload), now);

  return {
    refusal(kind, { bytes, contentType }) {
      if (kind === 'file') return bytes.length > MAX_FILE ? 'file-too-large' : undefined;
      if (PICTURES[contentType] === undefined) return 'bad-media';
      return bytes.length > MAX_PICTURE ? 'picture-too-large' : undefined;
    },
    sendWith(kind, { bytes, contentType, name }, send) {
      if (kind === 'image') return pictures.sendWith({ bytes, contentType, fileName: `picture.${PICTURES[contentType] ?? 'jpg'}` }, send);
      return files.sendWith({ bytes, contentType, fileName: name === '' ? 'file' : name }, send);
    },
  };
}
