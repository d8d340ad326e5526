import { shortText } from '../../../shared/short-text';
import type { CallResult } from '../../wechat/answer';
import type { OpsWords } from '../../wechat/call-verdict';
import { splitText, wellFormed } from '../../wechat/text-split';
import { createUploadOnce, type UploadOnce } from '../../wechat/upload-once';
import type { AppSent, WecomApp } from '../../wechat/wecom-app';
import type { AgentChannel, Piece, Told } from '../agent-channel';
import { cardForm, cardText, type Card } from './card-form';
import { readMemberPush } from './read-push';
import { tellOutcome } from './tell-outcome';

export interface WecomAppChannelOptions {
  readonly app: Pick<WecomApp, 'sendText' | 'sendImage' | 'sendFile' | 'sendCard' | 'closeCard' | 'uploadMedia' | 'getMedia'>;
  readonly corpId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Settings wrong, a member outside the visible range. */
  readonly alarm?: (alarm: OpsWords) => void;
}

const TEXT_BYTES = 2048;
/** WeCom takes pictures of at most 10 MB as JPG or PNG, files of at most 20 MB. */
const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const PICTURES: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };
const OTHERS: Readonly<Record<string, string>> = { 'image/gif': 'gif', 'image/webp': 'webp' };
const MEDIA_EXPIRED = 40007;
const TASK_TAKEN = 42014;

/** Agents in WeCom: texts, pictures and cards by the application's messages; words and taps by its callback. */
export function createWecomAppChannel({ app, corpId, now, alarm = () => undefined }: WecomAppChannelOptions): AgentChannel {
  const pictures = createUploadOnce((upload) => app.uploadMedia('image', upload), now);
  const files = createUploadOnce((upload) => app.uploadMedia('file', upload), now);

  function told(result: CallResult<AppSent>, attempts: number): Told {
    if (!result.ok) return tellOutcome(result, { attempts, alarm });
    const { responseCode } = result.body;
    return responseCode === undefined ? { kind: 'sent' } : { kind: 'sent', responseCode };
  }

  async function tellPicture(address: string, { bytes, contentType }: Extract<Piece, { form: 'image' }>): Promise<CallResult<AppSent>> {
    const isPicture = PICTURES[contentType] !== undefined && bytes.length <= MAX_PICTURE_BYTES;
    const upload = { bytes, contentType, fileName: `picture.${PICTURES[contentType] ?? OTHERS[contentType] ?? 'bin'}` };
    // What WeCom does not show as a picture can still be opened as a file.
    const [uploads, send] = isPicture ? [pictures, app.sendImage] as const : [files, app.sendFile] as const;
    const first = await sendUploaded(uploads, upload, (mediaId) => send([address], mediaId));
    if (first.ok || first.kind !== 'platform' || first.code !== MEDIA_EXPIRED) return first;
    uploads.forget(upload);
    return sendUploaded(uploads, upload, (mediaId) => send([address], mediaId));
  }

  async function tellCard(address: string, card: Card, attempts: number): Promise<Told> {
    if (card.buttons.length === 0) return told(await app.sendText([address], cardText(card)), attempts);
    const result = await app.sendCard([address], cardForm(card));
    // Its id makes a card arrive once: one that WeCom already has is there, and one of unknown fate may be sent again.
    if (!result.ok && result.kind === 'platform' && result.code === TASK_TAKEN) return { kind: 'sent' };
    return told(!result.ok && result.kind === 'unknown' ? { ok: false, kind: 'not-sent', why: result.why } : result, attempts);
  }

  return {
    kind: 'wecom-app',
    // WeCom: 30 messages a minute from one application to one member; the excess is dropped, sometimes silently.
    perMinute: 30,
    split: (text) => [...splitText(wellFormed(text), TEXT_BYTES)],

    async tell(address, piece, attempts = 0) {
      switch (piece.form) {
        case 'text':
          return piece.text.trim() === '' ? { kind: 'refused', why: 'empty' } : told(await app.sendText([address], piece.text), attempts);
        case 'image':
          if (piece.bytes.length > MAX_FILE_BYTES) return { kind: 'refused', why: 'picture-too-large' };
          return told(await tellPicture(address, piece), attempts);
        case 'card':
          return tellCard(address, piece, attempts);
      }
    },

    async update(address, responseCode, words) {
      const result = await app.closeCard([address], responseCode, shortText(words, 10));
      if (!result.ok) return tellOutcome(result, { attempts: 0, alarm });
      return result.body.includes(address) ? { kind: 'refused', why: 'agent-unreachable' } : { kind: 'sent' };
    },

    read: (push) => readMemberPush(push, corpId, now),

    async fetchMedia(mediaId) {
      const result = await app.getMedia(mediaId, MAX_FILE_BYTES);
      return result.ok ? { bytes: result.body.bytes, contentType: result.body.contentType } : undefined;
    },
  };
}

async function sendUploaded(uploads: UploadOnce, upload: Parameters<UploadOnce['get']>[0], send: (mediaId: string) => Promise<CallResult<AppSent>>): Promise<CallResult<AppSent>> {
  const uploaded = await uploads.get(upload);
  if (uploaded.ok) return send(uploaded.body.mediaId);
  // Nothing was shown to anybody yet, so an upload nobody knows the end of may be tried again.
  return uploaded.kind === 'unknown' ? { ok: false, kind: 'not-sent', why: `upload: ${uploaded.why}` } : uploaded;
}
