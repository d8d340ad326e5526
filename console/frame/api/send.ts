import { csrfHeader } from '../../../shared/csrf-header';
import { errors, type ErrorCode } from '../../../shared/errors';
import type { Answer, Failure } from './answer';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** In place of a body. `csv`: a spreadsheet as it is; `file`: one file, as forms send it. */
export interface Ask {
  query?: Query;
  body?: unknown;
  csv?: string;
  file?: File;
}

/** One call to our own server. Failures are values; what was not allowed or not possible never throws. */
export type Send = <T>(method: Method, path: string, ask?: Ask) => Promise<Answer<T>>;

export interface SendParts {
  fetch(path: string, init: RequestInit): Promise<Response>;
  language(): 'zh' | 'en';
  /** The session has ended, or there never was one. */
  signedOut(): void;
  /** There was no answer. */
  miss(): void;
}

/** Long enough for a publication of a large desk over a bad line. */
const LIMIT_MS = 20_000;
/** Twenty megabytes over a slow network. */
const FILE_LIMIT_MS = 180_000;

export const createSend = ({ fetch, language, signedOut, miss }: SendParts): Send => {
  async function ask(method: Method, path: string, { body, csv, file }: Ask): Promise<Answer<unknown>> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(path, {
        method,
        signal: AbortSignal.timeout(file === undefined ? LIMIT_MS : FILE_LIMIT_MS),
        headers: {
          'accept': 'application/json',
          'accept-language': language() === 'en' ? 'en' : 'zh-CN',
          ...(method !== 'GET' && { [csrfHeader]: '1' }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(csv !== undefined && { 'content-type': 'text/csv' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(csv !== undefined && { body: csv }),
        ...(file !== undefined && { body: formOf(file) }),
      });
      text = await response.text();
    } catch (error) {
      const late = error instanceof DOMException && error.name === 'TimeoutError';
      miss();
      return { ok: false, failure: { code: late ? 'timeout' : 'offline' } };
    }
    const value = text === '' ? undefined : jsonOf(text);
    if (response.ok && !(value === undefined && text !== '')) return { ok: true, value };
    const failure = failureOf(response, value);
    if (failure.code === 'login-needed') signedOut();
    return { ok: false, failure };
  }

  return async <T>(method: Method, path: string, asked: Ask = {}) => {
    const answer = await ask(method, path + queryOf(asked.query ?? {}), asked);
    // The server types its answers by the same declarations in shared/, and both come from one build.
    return answer as Answer<T>;
  };
};

/** What was pasted has no name of its own. */
function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name === '' ? 'picture.png' : file.name);
  return form;
}

function queryOf(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errors, code);

/** Reads a refusal. A code this page does not know yet falls back to the kind of its status. */
function failureOf({ status, headers }: Response, body: unknown): Failure {
  const { code, detail } = typeof body === 'object' && body !== null ? { code: Reflect.get(body, 'code') as unknown, detail: Reflect.get(body, 'detail') as unknown } : { code: undefined, detail: undefined };
  const seconds = Number(headers.get('retry-after') ?? '');
  return {
    code: isErrorCode(code) ? code : status === 401 ? 'login-needed' : status >= 500 ? 'unavailable' : 'bad-answer',
    ...(detail !== undefined && { detail }),
    ...(seconds > 0 && { retryAfterSeconds: seconds }),
  };
}
