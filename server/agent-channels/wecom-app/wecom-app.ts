import { createHash } from 'node:crypto';
import { shortText } from '../../../shared/short-text';
import type { CallResult } from '../../wechat/answer';
import type { OpsWords } from '../../wechat/call-verdict';
import { splitText, wellFormed } from '../../wechat/text-split';
import { createUploadOnce } from '../../wechat/upload-once';
import type { AppSent, WecomApp } from '../../wechat/wecom-app';
import type { AgentChannel, Piece, Told } from '../agent-channel';
import { cardForm, cardText, type Card } from './card-form';
import { createWecomDirectory } from './directory';
import { readMemberPush } from './read-push';
import { tellOutcome } from './tell-outcome';

export interface WecomAppChannelOptions {
  readonly app: Pick<WecomApp, 'sendText' | 'sendImage' | 'sendFile' | 'sendCard' | 'closeCard' | 'uploadMedia' | 'getMedia' | 'listDepartments' | 'listMembers' | 'getMember'>;
  readonly corpId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Settings wrong, a member outside the visible range. */
  readonly alarm?: (alarm: OpsWords) => void;
  /**
   * Texts of unknown fate are sent again and left to WeCom's duplicate check. Default off: WeCom documents the check, and not
   * what it compares; so each text then ends with a short mark of its own, and equal words of two people stay two messages.
   */
  readonly duplicateCheck?: boolean;
}

const TEXT_BYTES = 2048;
/** WeCom takes pictures of at most 10 MB as JPG or PNG, files of at most 20 MB. */
const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const PICTURES: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };
const OTHERS: Readonly<Record<string, string>> = { 'image/gif': 'gif', 'image/webp': 'webp' };
const TASK_TAKEN = 42014;
/** WeCom's duplicate check reaches back at most 4 hours; a minute is left for the way. */
const ONCE_SECONDS = 4 * 3600;
const REPEATABLE_MS = (ONCE_SECONDS - 60) * 1000;

/** Agents in WeCom: texts, pictures and cards by the application's messages; words and taps by its callback. */
export function createWecomAppChannel({ app, corpId, now, alarm = () => undefined, duplicateCheck = false }: WecomAppChannelOptions): AgentChannel {
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
    return uploads.sendWith(upload, (mediaId) => send([address], mediaId));
  }

  function tellFile(address: string, { bytes, contentType, name }: Extract<Piece, { form: 'file' }>): Promise<CallResult<AppSent>> {
    return files.sendWith({ bytes, contentType, fileName: name === '' ? 'file' : name }, (mediaId) => app.sendFile([address], mediaId));
  }

  async function tellCard(address: string, card: Card, attempts: number): Promise<Told> {
    if (card.buttons.length === 0) return told(await app.sendText([address], cardText(card)), attempts);
    const result = await app.sendCard([address], cardForm(card));
    // Its id makes a card arrive once: one that WeCom already has is there.
    if (!result.ok && result.kind === 'platform' && result.code === TASK_TAKEN) return { kind: 'sent' };
    return told(result, attempts);
  }

  function tellText(address: string, { text, id }: Extract<Piece, { form: 'text' }>): Promise<CallResult<AppSent>> {
    return duplicateCheck && id !== undefined ? app.sendText([address], text + mark(id), ONCE_SECONDS) : app.sendText([address], text);
  }

  return {
    kind: 'wecom-app',
    // WeCom: 30 messages a minute from one application to one member; the excess is dropped, sometimes silently.
    perMinute: 30,
    directory: createWecomDirectory({ app, alarm }),
    split: (text) => [...splitText(wellFormed(text), duplicateCheck ? TEXT_BYTES - MARK_BYTES : TEXT_BYTES)],

    async tell(address, piece, attempts = 0) {
      switch (piece.form) {
        case 'text':
          return piece.text.trim() === '' ? { kind: 'refused', why: 'empty' } : told(await tellText(address, piece), attempts);
        case 'image':
          if (piece.bytes.length > MAX_FILE_BYTES) return { kind: 'refused', why: 'picture-too-large' };
          return told(await tellPicture(address, piece), attempts);
        case 'file':
          if (piece.bytes.length > MAX_FILE_BYTES) return { kind: 'refused', why: 'file-too-large' };
          return told(await tellFile(address, piece), attempts);
        case 'card':
          return tellCard(address, piece, attempts);
      }
    },

    repeatable(piece, agoMs) {
      switch (piece.form) {
        case 'text':
          return duplicateCheck && piece.id !== undefined && agoMs < REPEATABLE_MS;
        case 'image':
        case 'file':
          // Uploaded again it has another id, and would be another message.
          return false;
        case 'card':
          return piece.buttons.length > 0;
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

const MARK_CHARS = 8;
const MARK_BYTES = 2 + MARK_CHARS;

/** The same for the same id, however often and by which node it is sent. */
function mark(id: string): string {
  return `\n#${createHash('sha256').update(id).digest('hex').slice(0, MARK_CHARS)}`;
}
