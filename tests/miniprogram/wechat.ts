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

interface Socket {
  send(text: string): void;
  close(): void;
}

interface Transfer {
  readonly url: string;
  readonly header: Record<string, string>;
  fail(error: { errMsg: string }): void;
}
/** A transfer under way, to be ended by the test. */
export type Upload = Transfer & { readonly filePath: string; success(result: { statusCode: number; data: string }): void; progress(percent: number): void };
export type Download = Transfer & { success(result: { statusCode: number; tempFilePath: string }): void };

interface Modal {
  readonly title: string;
  success(result: { confirm: boolean }): void;
}

interface Picking {
  readonly sourceType?: readonly string[];
  success(result: { tempFiles: object[] }): void;
  fail(error: { errMsg: string }): void;
}

/** Where sockets lead; a phone without network has none. */
type Dial = (listener: { opened(): void; heard(text: string): void; closed(code: number): void }) => Socket;

export const createWechat = (server: (request: Request) => Response, dial?: Dial) => {
  const dialled: string[] = [];
  const uploads: Upload[] = [];
  const downloads: Download[] = [];
  const modals: Modal[] = [];
  const pickings: Picking[] = [];
  const previews: { current: string; urls: string[] }[] = [];
  const documents: { filePath: string; fileType?: string; fail(): void }[] = [];
  const networks = new Set<(network: { isConnected: boolean }) => void>();
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
    connectSocket({ url, fail }: { url: string; fail(): void }) {
      dialled.push(url);
      const heard: { onOpen?: () => void; onMessage?: (result: { data: string }) => void; onClose?: (result: { code: number }) => void } = {};
      const socket = dial?.({ opened: () => heard.onOpen?.(), heard: (data) => heard.onMessage?.({ data }), closed: (code) => heard.onClose?.({ code }) });
      if (socket === undefined) void Promise.resolve().then(fail);
      return {
        send: ({ data }: { data: string }) => socket?.send(data),
        close: () => socket?.close(),
        onOpen: (listener: () => void) => void (heard.onOpen = listener),
        onMessage: (listener: (result: { data: string }) => void) => void (heard.onMessage = listener),
        onClose: (listener: (result: { code: number }) => void) => void (heard.onClose = listener),
        onError: () => undefined,
      };
    },
    uploadFile(options: Omit<Upload, 'progress'>) {
      const upload: Upload = { ...options, progress: () => undefined };
      uploads.push(upload);
      return { onProgressUpdate: (listener: (result: { progress: number }) => void) => void Object.assign(upload, { progress: (progress: number) => listener({ progress }) }) };
    },
    downloadFile: (options: Download) => void downloads.push(options),
    chooseMedia: (options: Picking) => void pickings.push(options),
    chooseMessageFile: (options: Picking) => void pickings.push(options),
    showModal: (options: Modal) => void modals.push(options),
    previewImage: (options: { current: string; urls: string[] }) => void previews.push(options),
    openDocument: (options: { filePath: string; fileType?: string; fail(): void }) => void documents.push(options),
    onNetworkStatusChange: (listener: (network: { isConnected: boolean }) => void) => void networks.add(listener),
    offNetworkStatusChange: (listener: (network: { isConnected: boolean }) => void) => void networks.delete(listener),
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
  const network = (isConnected: boolean): void => networks.forEach((listener) => listener({ isConnected }));
  return { wx, dialled, uploads, downloads, modals, pickings, previews, documents, network, storage, requests, opened, titles, kf, permits, played, shakes, logins: () => logins, letGo: () => letGo };
};

export type Wechat = ReturnType<typeof createWechat>;
