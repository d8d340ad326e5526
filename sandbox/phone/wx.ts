import type { createDevice } from './device';
import { createNetwork } from './network';
import type { createOverlays } from './overlays';
import type { Pages, Refusal } from './pages';
import type { Fetch, Platform } from './platform';
import { textAt } from './reading';
import { createRequest } from './request';
import { connectSocket } from './socket';
import { createPicking, createTakenFiles } from './taken-files';
import { createTransfers } from './transfers';

interface Told<Result> {
  success?(result: Result): void;
  fail?(error: { errMsg: string; errCode?: number }): void;
}
type Url = Told<object> & { readonly url: string };

export interface KfOptions extends Told<object> {
  readonly extInfo: { readonly url: string };
  readonly corpId: string;
}

export interface WxParts {
  readonly pages: () => Pages;
  readonly platform: Platform;
  readonly openid: string;
  readonly storage: Storage;
  readonly fetch: Fetch;
  readonly device: ReturnType<typeof createDevice>;
  readonly overlays: ReturnType<typeof createOverlays>;
  /** Asks in a dialog of WeChat. */
  askPermit(): Promise<boolean>;
  /** Opens the chat of 微信客服; why not, in WeChat's words, or undefined. */
  openKf(url: string): Promise<string | undefined>;
}

/** The `wx` of the mini-program; what the program does not use is missing, as on an old WeChat. */
export const createWx = ({ pages, platform, openid, storage, fetch, device, overlays, askPermit, openKf }: WxParts) => {
  const tell = (refusal: Refusal, { success, fail }: Told<object>): void => {
    if (refusal === undefined) success?.({});
    else fail?.({ errMsg: refusal });
  };
  // each visitor's program remembers its own
  const keyOf = (key: string): string => `program.${openid}.${key}`;
  const base = () => ({
    SDKVersion: '3.8.0', version: '8.0.50', language: navigator.language, platform: 'devtools',
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', windowWidth: innerWidth, windowHeight: innerHeight, pixelRatio: devicePixelRatio,
  });

  const taken = createTakenFiles();
  const getStorageSync = (key: string): unknown => {
    const kept = storage.getItem(keyOf(key));
    return kept === null ? '' : JSON.parse(kept);
  };

  return {
    request: createRequest(fetch),
    connectSocket,
    ...device, ...overlays, ...createNetwork(), ...createPicking(taken), ...createTransfers(fetch, taken),
    getSystemInfoSync: base, getAppBaseInfo: base, getDeviceInfo: base, getWindowInfo: base,
    getStorageSync,
    setStorageSync: (key: string, value: unknown): void => storage.setItem(keyOf(key), JSON.stringify(value)),
    removeStorageSync: (key: string): void => storage.removeItem(keyOf(key)),
    getStorage({ key, success }: Told<{ data: unknown }> & { readonly key: string }) {
      success?.({ data: getStorageSync(key) });
    },
    login({ success, fail }: Told<{ code: string }>) {
      void platform.post(`/visitors/${openid}/login`).then((answer) => {
        if (answer.ok) success?.({ code: textAt(answer.data, 'code') });
        else fail?.({ errMsg: 'login:fail' });
      });
    },
    navigateTo: (options: Url) => tell(pages().open(options.url), options),
    redirectTo: (options: Url) => tell(pages().replace(options.url), options),
    reLaunch: (options: Url) => tell(pages().relaunch(options.url), options),
    navigateBack: ({ delta = 1 }: { delta?: number } = {}) => pages().back(delta),
    setNavigationBarTitle: ({ title }: { title: string }) => pages().setTitle(title),
    stopPullDownRefresh: () => pages().endPullDown(),
    requestSubscribeMessage({ tmplIds, success, fail }: Told<Record<string, string>> & { readonly tmplIds: readonly string[] }) {
      void askPermit().then(async (allowed) => {
        const choices = Object.fromEntries(tmplIds.map((id) => [id, allowed ? 'accept' : 'reject']));
        const answer = await platform.post(`/visitors/${openid}/subscribe`, { choices });
        if (answer.ok) success?.({ ...choices, errMsg: 'requestSubscribeMessage:ok' });
        else fail?.({ errMsg: 'requestSubscribeMessage:fail', errCode: 10002 });
      });
    },
    openCustomerServiceChat({ extInfo, success, fail }: KfOptions) {
      void openKf(extInfo.url).then((why) => {
        if (why === undefined) success?.({ errMsg: 'openCustomerServiceChat:ok' });
        else fail?.({ errMsg: `openCustomerServiceChat:fail ${why}` });
      });
    },
  };
};
