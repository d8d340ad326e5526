/** A pretend WeChat: what the pages ask of `wx` is recorded, and requests are answered by the test's server. */

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly header: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** `nothing`: no callback ever comes, as when the phone sleeps. */
export type Response = { readonly status: number; readonly body?: unknown; readonly header?: Record<string, string> } | 'offline' | 'nothing';

interface RequestOptions {
  readonly url: string;
  readonly method: string;
  readonly header: Record<string, string>;
  readonly data?: unknown;
  success(result: { statusCode: number; data: unknown; header: object }): void;
  fail(error: { errMsg: string }): void;
}

interface PermitOptions {
  readonly tmplIds: string[];
  success(result: Record<string, string>): void;
  fail(error: { errMsg: string; errCode: number }): void;
}

interface KfOptions {
  readonly extInfo: { readonly url: string };
  readonly corpId: string;
  fail(error: { errMsg: string; errCode?: number }): void;
}

export const createWechat = (server: (request: Request) => Response) => {
  const storage = new Map<string, unknown>();
  const requests: Request[] = [];
  const opened: string[] = [];
  const titles: string[] = [];
  const kf: KfOptions[] = [];
  /** Subscribe dialogs that were asked for, to be answered by the test. */
  const permits: PermitOptions[] = [];
  const played: string[] = [];
  /** Short ones by their strength, `long` for a long one. */
  const shakes: string[] = [];
  let logins = 0;
  let letGo = 0;

  const wx = {
    request({ url, method, header, data, success, fail }: RequestOptions) {
      const request: Request = { method, path: url.replace('http://127.0.0.1:3000', ''), header, body: data };
      requests.push(request);
      void Promise.resolve().then(() => {
        const response = server(request);
        if (response === 'nothing') return;
        if (response === 'offline') fail({ errMsg: 'request:fail ' });
        // the phone's own layers change the case of header names
        else success({ statusCode: response.status, data: response.body ?? '', header: response.header ?? {} });
      });
      return { abort: () => undefined };
    },
    login({ success }: { success(result: { code: string }): void }) {
      logins += 1;
      const code = `code-${logins}`;
      void Promise.resolve().then(() => success({ code }));
    },
    getStorageSync: (key: string): unknown => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, JSON.parse(JSON.stringify(value))),
    removeStorageSync: (key: string) => void storage.delete(key),
    navigateTo: ({ url }: { url: string }) => void opened.push(url),
    redirectTo: ({ url }: { url: string }) => void opened.push(`redirect ${url}`),
    reLaunch: ({ url }: { url: string }) => void opened.push(`relaunch ${url}`),
    navigateBack: () => void opened.push('back'),
    setNavigationBarTitle: ({ title }: { title: string }) => void titles.push(title),
    stopPullDownRefresh: () => void (letGo += 1),
    requestSubscribeMessage: (options: PermitOptions): void => void permits.push(options),
    openCustomerServiceChat: (options: KfOptions): void => void kf.push(options),
    createInnerAudioContext() {
      const player = { src: '', stop: () => undefined, play: () => void played.push(player.src) };
      return player;
    },
    vibrateShort: ({ type }: { type: string }): void => void shakes.push(type),
    vibrateLong: (): void => void shakes.push('long'),
  };
  return { wx, storage, requests, opened, titles, kf, permits, played, shakes, logins: () => logins, letGo: () => letGo };
};

export type Wechat = ReturnType<typeof createWechat>;
