import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../journeys/bundles';
import type { createShop } from '../miniprogram/shop';

const ours = join(root, '.cache/build/phone');
const platform = 'http://127.0.0.1:4999';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

type Shop = ReturnType<typeof createShop>;
type Answer = { readonly status: number; readonly body?: unknown; readonly header?: Record<string, string> };

/** The browser of the tests has no Response: what the phone reads of one. */
const asResponse = ({ status, body, header = {} }: Answer): object => {
  const text = body === undefined ? '' : JSON.stringify(body);
  return { ok: status >= 200 && status < 300, status, headers: Object.entries(header), text: async () => text, json: async (): Promise<unknown> => JSON.parse(text), blob: async () => new Blob([text]) };
};

type Dial = (listener: { opened(): void; heard(text: string): void; closed(code: number): void }) => { send(text: string): void; close(): void };

/** The browser's WebSocket over a pretend server; without one nothing ever opens. */
const socketsOver = (dial: Dial | undefined, dialled: string[]) =>
  class extends EventTarget {
    private readonly line: ReturnType<Dial> | undefined;
    constructor(url: string) {
      super();
      dialled.push(url);
      this.line = dial?.({
        opened: () => void this.dispatchEvent(new Event('open')),
        heard: (data) => void this.dispatchEvent(new MessageEvent('message', { data })),
        closed: (code) => void this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' })),
      });
    }
    send(text: string): void {
      this.line?.send(text);
    }
    close(): void {
      this.line?.close();
    }
  };

const isWx = (value: unknown): value is { navigateTo(options: { url: string }): void } => typeof value === 'object' && value !== null && 'navigateTo' in value;

/** Lets what was started come to its end: requests, answers and drawing are all promises here. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 300; turn += 1) await Promise.resolve();
};

/** Another program than ours, and where its sockets lead. */
interface Unusual {
  readonly built?: string;
  readonly dial?: Dial | undefined;
}

/** The built phone in the browser of the tests, between a pretend server and a pretend platform. */
export const startHandset = async (shop: Shop, platformAnswers: Readonly<Record<string, Answer>> = {}, { built = ours, dial }: Unusual = {}) => {
  const page = readFileSync(join(built, 'index.html'), 'utf8');
  document.body.innerHTML = /<body>([\s\S]*)<\/body>/.exec(page)?.[1]?.replace(/<script.*/, '') ?? '';
  const asked: Asked[] = [];
  const dialled: string[] = [];
  const news = new Set<() => void>();

  const answer = (url: string, asks: Asked, header: Record<string, string>): Answer => {
    if (url === 'phone.json') return { status: 200, body: { platform } };
    if (!url.startsWith(platform)) {
      const given = shop.answer({ method: asks.method, path: asks.path, header, body: asks.body });
      return typeof given === 'string' ? { status: 500 } : given;
    }
    const found = platformAnswers[`${asks.method} ${asks.path}`];
    if (found !== undefined) return found;
    if (asks.path === '/control/visitors') return { status: 200, body: { openid: 'o1', visitors: [{ openid: 'o1' }] } };
    if (asks.path.endsWith('/login')) return { status: 200, body: { code: 'c1' } };
    if (asks.path.startsWith('/control/phone/')) return { status: 200, body: { thread: [] } };
    return { status: 200, body: {} };
  };

  const fetch = async (url: string, { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string | FormData } = {}) => {
    const asks = { method, path: url.replace(platform, '').replace(location.origin, ''), body: typeof body === 'string' ? JSON.parse(body) : body };
    asked.push(asks);
    return asResponse(answer(url, asks, headers));
  };
  class Events {
    private listener: (() => void) | undefined;
    addEventListener(_type: string, listener: () => void): void {
      this.listener = listener;
      news.add(listener);
    }
    close(): void {
      if (this.listener) news.delete(this.listener);
    }
  }
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  warn.mockClear();
  Object.assign(globalThis, { fetch, WebSocket: socketsOver(dial, dialled), EventSource: Events, matchMedia: () => ({ matches: false }) });
  // the very bundle that browsers get
  Reflect.apply(new Function(readFileSync(join(built, 'phone.js'), 'utf8')), undefined, []);
  await settle();

  const buttons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('button')].filter((each) => each.closest('[hidden]') === null);
  return {
    asked, dialled,
    /** What the framework complains of while it draws. */
    warnings: (): string[] => warn.mock.calls.map(([words]) => String(words)),
    posts: (path: string): unknown[] => asked.filter((each) => each.method === 'POST' && each.path === path).map(({ body }) => body),
    reads: (): string => [...document.querySelectorAll('.wx-page:not([hidden]), .sheet, .veil')].map((each) => each.textContent).join(' '),
    title: (): string => document.querySelector('[data-part="title"]')?.textContent ?? '',
    backHidden: (): boolean => document.querySelector<HTMLElement>('.bar__back')?.hidden ?? true,
    async tap(words: string): Promise<void> {
      const found = buttons().find((each) => (each.getAttribute('aria-label') ?? '').startsWith(words)) ?? buttons().find((each) => (each.textContent ?? '').includes(words));
      if (found === undefined) throw new Error(`no button ${words}`);
      // a finger meets what is drawn in the button, not the button
      (found.querySelector<HTMLElement>('text, span') ?? found).click();
      await settle();
    },
    /** Opens a page as the program does. */
    async go(url: string): Promise<void> {
      const wx: unknown = Reflect.get(globalThis, 'wx');
      if (!isWx(wx)) throw new Error('no program is running');
      wx.navigateTo({ url });
      await settle();
    },
    async type(selector: string, words: string): Promise<void> {
      const field = document.querySelector<HTMLInputElement>(selector);
      if (field === null) throw new Error(`no field ${selector}`);
      field.value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settle();
    },
    async submit(): Promise<void> {
      document.querySelector('.sheet__form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      await settle();
    },
    /** Something happened on the platform. */
    async news(): Promise<void> {
      for (const tell of [...news]) tell();
      await settle();
    },
  };
};
