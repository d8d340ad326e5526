import type { Fetch } from './platform';

export interface RequestOptions {
  readonly url: string;
  readonly method?: string;
  readonly header?: Record<string, string>;
  readonly data?: object | string;
  /** Milliseconds; 60 s as on a phone. */
  readonly timeout?: number;
  success?(result: { statusCode: number; data: unknown; header: Record<string, string> }): void;
  fail?(error: { errMsg: string }): void;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** `wx.request` over fetch. Nothing is kept by the browser: the program asks with its own ETag. */
export const createRequest = (fetch: Fetch) => ({ url, method = 'GET', header = {}, data, timeout = 60_000, success, fail }: RequestOptions): { abort(): void } => {
  const control = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    control.abort();
  }, timeout);
  const body = data === undefined || method === 'GET' ? {} : { body: typeof data === 'string' ? data : JSON.stringify(data) };
  void fetch(url, { method, headers: header, signal: control.signal, cache: 'no-store', credentials: 'omit', ...body })
    .then(async (response) => ({ statusCode: response.status, data: parsed(await response.text()), header: Object.fromEntries(response.headers) }))
    .then((result) => () => success?.(result), () => () => fail?.({ errMsg: late ? 'request:fail timeout' : 'request:fail ' }))
    .then((tell) => {
      clearTimeout(timer);
      tell();
    });
  return { abort: () => control.abort() };
};
