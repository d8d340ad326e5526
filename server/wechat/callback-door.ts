import { createEnvelope, type Envelope, type EnvelopeFault } from './crypto';
import { parsePlainJson } from './json';
import { readPush, type Push } from './push';
import { readQuery, type CallbackQuery, type RawQuery } from './query';
import { isFresh, isSigned } from './signature';
import { scanEncrypt } from './xml';

/**
 * Why a request was not let in. `query`: a key repeated, missing or overlong; `stale`: timestamp outside the window;
 * `signature`: wrong; `mode`: plain where only encrypted is accepted, or encrypted without a key; the envelope's own
 * faults; `malformed`: authentic, but neither XML nor JSON. All of them are the caller's fault: a 4xx, never a 5xx.
 */
export type DoorRefusal = 'query' | 'stale' | 'signature' | 'mode' | 'malformed' | EnvelopeFault;

export type Verified = { readonly ok: true; readonly echo: string } | { readonly ok: false; readonly reason: DoorRefusal };
export type Opened = { readonly ok: true; readonly push: Push } | { readonly ok: false; readonly reason: DoorRefusal };

/** One callback address: everything that decides whether a stranger's request is the platform's. */
export interface CallbackDoor {
  /** The GET check on saving the address. Answer `echo` as the bare body, as text/plain: the caller chose its content. */
  verify(query: RawQuery): Verified;
  /** A POST. `body` is the raw text, whatever its content type said. */
  open(query: RawQuery, body: string): Opened;
}

interface DoorOptions {
  readonly token: string;
  readonly now: () => number;
  /** How far a push's timestamp may lie from now, in ms. Default 10 minutes. */
  readonly replayWindowMs?: number;
}

export interface WechatDoorOptions extends DoorOptions {
  readonly appId: string;
  readonly aesKey?: string;
  /**
   * As chosen in the platform's console. `secure` (default when there is a key) accepts encrypted bodies only;
   * `compatible` opens the encrypted part when there is one and takes plain bodies too, so it is no safer than
   * `plain`: for the minutes in which the console is switched over.
   */
  readonly mode?: 'plain' | 'compatible' | 'secure';
}

export interface WecomDoorOptions extends DoorOptions {
  readonly corpId: string;
  readonly aesKey: string;
}

const REPLAY_WINDOW_MS = 600_000;

/** WeChat message push: plain, compatible and secure mode, XML and JSON. Throws for settings that cannot work. */
export function createWechatDoor(options: WechatDoorOptions): CallbackDoor {
  const envelope = options.aesKey === undefined ? undefined : createEnvelope(options.aesKey, options.appId);
  const mode = options.mode ?? (envelope === undefined ? 'plain' : 'secure');
  if (mode !== 'plain' && envelope === undefined) throw new Error(`mode ${mode} needs an EncodingAESKey`);

  function signedPlain(query: CallbackQuery): DoorRefusal | undefined {
    return admit(options, query, query.signature, [options.token, query.timestamp, query.nonce]);
  }

  return {
    verify(rawQuery) {
      const query = readQuery(rawQuery);
      if (query === undefined || query.echo === '') return { ok: false, reason: 'query' };
      const refusal = signedPlain(query);
      return refusal === undefined ? { ok: true, echo: query.echo } : { ok: false, reason: refusal };
    },
    open(rawQuery, body) {
      const query = readQuery(rawQuery);
      if (query === undefined) return { ok: false, reason: 'query' };
      // In compatible mode a visitor may have typed "<Encrypt>": without msg_signature it is his text, not an envelope.
      const looked = mode === 'secure' || (mode === 'compatible' && query.msgSignature !== '');
      const encrypted = looked ? findEncrypted(body) : undefined;
      // The plain signature in the same URL is valid too, but does not cover the body: it opens nothing here.
      if (encrypted !== undefined && envelope !== undefined) return openSealed('wechat', options, envelope, query, encrypted);
      if (mode === 'secure') return { ok: false, reason: 'mode' };
      const refusal = signedPlain(query);
      if (refusal !== undefined) return { ok: false, reason: refusal };
      const push = readPush('wechat', body);
      if (push === undefined) return { ok: false, reason: 'malformed' };
      if (push.fields.MsgType === undefined && push.fields.Encrypt !== undefined) return { ok: false, reason: 'mode' };
      return { ok: true, push };
    },
  };
}

/** WeCom: always encrypted, XML; the address check is signed over the ciphertext and answered with its content. */
export function createWecomDoor(options: WecomDoorOptions): CallbackDoor {
  const envelope = createEnvelope(options.aesKey, options.corpId);
  return {
    verify(rawQuery) {
      const query = readQuery(rawQuery);
      if (query === undefined || query.echo === '') return { ok: false, reason: 'query' };
      // A "+" of base64 that was not percent-encoded has become a blank on its way; base64 itself has none.
      const echo = query.echo.replace(/ /g, '+');
      const refusal = admit(options, query, query.msgSignature, [options.token, query.timestamp, query.nonce, echo]);
      if (refusal !== undefined) return { ok: false, reason: refusal };
      const opened = envelope.open(echo);
      return opened.ok ? { ok: true, echo: opened.text } : opened;
    },
    open(rawQuery, body) {
      const query = readQuery(rawQuery);
      if (query === undefined) return { ok: false, reason: 'query' };
      const encrypted = scanEncrypt(body);
      return encrypted === undefined ? { ok: false, reason: 'mode' } : openSealed('wecom', options, envelope, query, encrypted);
    },
  };
}

function openSealed(platform: Push['platform'], options: DoorOptions, envelope: Envelope, query: CallbackQuery, encrypted: string): Opened {
  const refusal = admit(options, query, query.msgSignature, [options.token, query.timestamp, query.nonce, encrypted]);
  if (refusal !== undefined) return { ok: false, reason: refusal };
  const opened = envelope.open(encrypted);
  if (!opened.ok) return opened;
  const push = readPush(platform, opened.text);
  return push === undefined ? { ok: false, reason: 'malformed' } : { ok: true, push };
}

function admit(options: DoorOptions, query: CallbackQuery, given: string, parts: readonly string[]): DoorRefusal | undefined {
  if (given === '' || query.timestamp === '' || query.nonce === '') return 'query';
  if (!isFresh(query.timestamp, options.now(), options.replayWindowMs ?? REPLAY_WINDOW_MS)) return 'stale';
  return isSigned(given, parts) ? undefined : 'signature';
}

function findEncrypted(body: string): string | undefined {
  if (body.trimStart().startsWith('<')) return scanEncrypt(body);
  const encrypted = parsePlainJson(body)?.Encrypt;
  return typeof encrypted === 'string' && encrypted !== '' ? encrypted : undefined;
}
