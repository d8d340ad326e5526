import type { Platform } from './ledger';

/** What goes wrong at the next calls of an API. `count` calls are hit (-1 = until removed) after `skip` calls passed. */
export interface ApiFault {
  id: string;
  /** Path without query, e.g. `/cgi-bin/message/custom/send`; `*` is every path. */
  path: string;
  platform?: Platform;
  kind: 'errcode' | 'http' | 'slow' | 'cut-before' | 'cut-after-accept';
  errcode?: number;
  errmsg?: string;
  status?: number;
  ms?: number;
  count: number;
  skip: number;
}

/** What goes wrong at the next pushes. */
export interface PushFault {
  id: string;
  platform?: Platform;
  /** Only pushes of this kind, e.g. `event:kf_msg_or_event`. */
  only?: string;
  kind: 'duplicate' | 'reorder' | 'drop' | 'wrong-signature' | 'wrong-appid' | 'pad';
  /** duplicate: extra copies. */
  copies?: number;
  /** duplicate: all copies start at the same time. */
  together?: boolean;
  /** pad: exact number of padding bytes, 1..32. */
  bytes?: number;
  /** wrong-signature, wrong-appid: how many tries are spoilt; absent = all. */
  attempts?: number;
  count: number;
  skip: number;
}

export interface Faults {
  addApi(fault: ApiFault): void;
  addPush(fault: PushFault): void;
  list(): { api: ApiFault[]; push: PushFault[] };
  clear(): void;
  /** The faults this call meets: any delays first, then at most one other. Uses them up. */
  takeApi(platform: Platform, path: string): ApiFault[];
  takePush(platform: Platform, kind: string): PushFault | undefined;
}

interface Counted {
  count: number;
  skip: number;
}

/** Uses up one chance of the rule; true when it strikes now. */
function strikes(rule: Counted): boolean {
  if (rule.skip > 0) {
    rule.skip -= 1;
    return false;
  }
  if (rule.count === 0) return false;
  if (rule.count > 0) rule.count -= 1;
  return true;
}

export function createFaults(): Faults {
  let api: ApiFault[] = [];
  let push: PushFault[] = [];
  return {
    addApi: (fault) => void api.push({ ...fault }),
    addPush: (fault) => void push.push({ ...fault }),
    list: () => ({ api: [...api], push: [...push] }),
    clear() {
      api = [];
      push = [];
    },
    takeApi(platform, path) {
      const met: ApiFault[] = [];
      for (const rule of api) {
        if ((rule.platform ?? platform) !== platform || (rule.path !== '*' && rule.path !== path)) continue;
        if (!strikes(rule)) continue;
        met.push({ ...rule });
        if (rule.kind !== 'slow') break;
      }
      api = api.filter((rule) => rule.count !== 0);
      return met;
    },
    takePush(platform, kind) {
      const met = push.find((rule) => (rule.platform ?? platform) === platform && (rule.only ?? kind) === kind && strikes(rule));
      const copy = met && { ...met };
      push = push.filter((rule) => rule.count !== 0);
      return copy;
    },
  };
}
