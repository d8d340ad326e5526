import { listAt, textAt } from './reading';

export type Answer = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly status: number; readonly why: string };

/** The pretend WeChat as this phone sees it: its control API. */
export interface Platform {
  readonly url: string;
  get(path: string): Promise<Answer>;
  post(path: string, body?: object): Promise<Answer>;
  /** Calls `changed` at every piece of news, until the returned function is called. */
  watch(changed: () => void): () => void;
}

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Status 0: nobody answered. */
export const createPlatform = (url: string, fetch: Fetch): Platform => {
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    try {
      const response = await fetch(`${url}/control${path}`, init);
      const data: unknown = await response.json();
      return response.ok ? { ok: true, data } : { ok: false, status: response.status, why: textAt(data, 'message') };
    } catch {
      return { ok: false, status: 0, why: 'no answer' };
    }
  };
  return {
    url,
    get: (path) => call(path, { method: 'GET' }),
    post: (path, body = {}) => call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    watch(changed) {
      const events = new EventSource(`${url}/control/events`);
      // after a broken connection news may have been missed
      for (const type of ['open', 'visitor', 'kf', 'reset']) events.addEventListener(type, changed);
      return () => events.close();
    },
  };
};

const openidKey = 'phone.openid';

/** Whose phone this is: the visitor of last time where the platform still knows him, else a new one. Undefined: the platform does not answer. */
export const visitorOf = async (platform: Platform, storage: Storage): Promise<string | undefined> => {
  const kept = storage.getItem(openidKey);
  if (kept !== null) {
    const all = await platform.get('/visitors');
    if (!all.ok) return undefined;
    if (listAt(all.data, 'visitors').some((visitor) => textAt(visitor, 'openid') === kept)) return kept;
  }
  const made = await platform.post('/visitors');
  const openid = made.ok ? textAt(made.data, 'openid') : '';
  if (openid === '') return undefined;
  storage.setItem(openidKey, openid);
  return openid;
};

/** The next start makes a new visitor. */
export const forgetVisitor = (storage: Storage): void => storage.removeItem(openidKey);
