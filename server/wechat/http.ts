import axios, { type AxiosRequestConfig } from 'axios';
import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { readAnswer, type CallResult, type NotSent, type Unknown } from './answer';
import { receiveFile, type DownloadResult } from './download';

export interface PlatformCall {
  readonly method: 'GET' | 'POST';
  /** Path below the base URL, without a query: it is safe to log. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly upload?: Upload;
  /** Milliseconds from the call to the last byte of the answer; the client's own limit if absent. */
  readonly timeLimitMs?: number;
}

/** One file as multipart field `media`. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly contentType: string;
}

export interface PlatformHttp {
  call(call: PlatformCall): Promise<CallResult>;
  /** Fetches a file of at most `maxBytes`; a JSON error behind HTTP 200 is recognised. */
  download(call: PlatformCall, maxBytes: number): Promise<DownloadResult>;
  /** Closes idle connections. Calls under way end as they would have. */
  close(): void;
}

/** What may be logged or counted about a call: neither query nor body. */
export interface CallSeen {
  readonly path: string;
  readonly ms: number;
  readonly outcome: 'ok' | 'platform' | 'not-sent' | 'unknown' | 'too-large';
  readonly code?: number;
}

export interface HttpOptions {
  /** Scheme, host and port, e.g. https://api.weixin.qq.com */
  readonly baseUrl: string;
  readonly now: () => number;
  /** Default 10 000 ms. */
  readonly timeLimitMs?: number;
  /** Connections at once to this host. Default 64. */
  readonly maxSockets?: number;
  readonly onCall?: (seen: CallSeen) => void;
}

/** Idle connections go early: a request written into one that the far side is closing ends ambiguous. */
const IDLE_MS = 4_000;
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const SECRET_NAMES = ['access_token', 'secret', 'corpsecret', 'appsecret', 'key', 'js_code', 'code'];

/** A thin client for one platform host with one keep-alive agent. Whatever happens is a value; nothing is thrown. */
export function createHttp(options: HttpOptions): PlatformHttp {
  const base = options.baseUrl.replace(/\/+$/, '');
  const secure = base.startsWith('https:');
  const sockets = { keepAlive: true, maxSockets: options.maxSockets ?? 64, timeout: IDLE_MS };
  const agent = secure ? new https.Agent(sockets) : new http.Agent(sockets);

  async function run<T extends { readonly ok: boolean }>(
    call: PlatformCall,
    responseType: 'text' | 'stream',
    read: (status: number, headers: Readonly<Record<string, unknown>>, data: unknown, secrets: readonly string[]) => T | Promise<T>,
  ): Promise<T | NotSent | Unknown> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), call.timeLimitMs ?? options.timeLimitMs ?? 10_000);
    let written = false;
    try {
      const answer = await axios.request<unknown>({
        ...content(call),
        method: call.method,
        url: base + call.path + (call.query === undefined ? '' : `?${new URLSearchParams(call.query)}`),
        responseType,
        transformResponse: (data: unknown) => data,
        validateStatus: () => true,
        maxRedirects: 0,
        // Files are counted by their reader, against the caller's own limit.
        maxContentLength: responseType === 'text' ? MAX_ANSWER_BYTES : Infinity,
        maxBodyLength: Infinity,
        proxy: false,
        signal: deadline.signal,
        httpAgent: agent,
        httpsAgent: agent,
        transport: watchedTransport(secure, () => { written = true; }),
      });
      return await read(answer.status, answer.headers, answer.data, secretsOf(call));
    } catch (error) {
      // Only the error's code is kept: its message and its config hold the URL, and the URL holds the token.
      const why = deadline.signal.aborted ? 'time limit' : codeOf(error);
      return { ok: false, kind: written ? 'unknown' : 'not-sent', why };
    } finally {
      clearTimeout(timer);
    }
  }

  async function seen<T extends CallResult | DownloadResult>(call: PlatformCall, work: Promise<T>): Promise<T> {
    const start = options.now();
    const result = await work;
    const outcome = result.ok ? 'ok' : result.kind;
    const code = !result.ok && result.kind === 'platform' ? { code: result.code } : {};
    options.onCall?.({ path: call.path, ms: options.now() - start, outcome, ...code });
    return result;
  }

  return {
    call: (call) =>
      seen(call, run<CallResult>(call, 'text', (status, _headers, data, secrets) =>
        readAnswer(status, typeof data === 'string' ? data : '', secrets))),
    download: (call, maxBytes) =>
      seen(call, run<DownloadResult>(call, 'stream', (status, headers, data, secrets) =>
        isReadable(data) ? receiveFile({ status, headers, stream: data, maxBytes, secrets }) : { ok: false, kind: 'unknown', why: 'no stream' })),
    close: () => agent.destroy(),
  };
}

function content(call: PlatformCall): Pick<AxiosRequestConfig, 'data' | 'headers'> {
  if (call.upload !== undefined) {
    const form = new FormData();
    form.append('media', new Blob([new Uint8Array(call.upload.bytes)], { type: call.upload.contentType }), call.upload.fileName);
    return { data: form };
  }
  if (call.json === undefined) return {};
  return { data: JSON.stringify(call.json), headers: { 'Content-Type': 'application/json; charset=utf-8' } };
}

/**
 * Node's own transport, reporting the moment from which bytes of the request may have reached the platform:
 * a connected socket, and for TLS a finished handshake. Before that, trying again cannot double a message.
 */
function watchedTransport(secure: boolean, onWritten: () => void) {
  return {
    request(options: https.RequestOptions, onResponse: (response: http.IncomingMessage) => void): http.ClientRequest {
      const request = secure ? https.request(options, onResponse) : http.request(options, onResponse);
      request.once('socket', (socket) => {
        if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', onWritten);
        else onWritten();
      });
      return request;
    },
  };
}

function secretsOf(call: PlatformCall): readonly string[] {
  const named: Readonly<Record<string, unknown>> = { ...call.query, ...call.json };
  return SECRET_NAMES.map((name) => named[name]).filter((value): value is string => typeof value === 'string');
}

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code;
  return 'failed';
}

function isReadable(value: unknown): value is Readable {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'destroy' in value;
}
