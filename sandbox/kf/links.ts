import { createHash } from 'node:crypto';
import type { KfAccount } from './accounts';

const HOST = 'https://work.weixin.qq.com';
const MOST_PARAM_BYTES = 128;

const digest = (text: string, length: number) => createHash('sha1').update(text).digest('hex').slice(0, length);
const linkId = ({ openKfId }: KfAccount) => `kfc${digest(openKfId, 15)}`;
/** Carries its own proof, so that links kept by the server outlive a restart of the sandbox. */
const encScene = ({ openKfId }: KfAccount, scene: string) => `ENC${digest(`${openKfId} ${scene}`, 12)}${Buffer.from(scene).toString('base64url')}`;

/** What kf/add_contact_way gives out. */
export function contactLink(account: KfAccount, scene: string): string {
  return `${HOST}/kf/${linkId(account)}?enc_scene=${encScene(account, scene)}`;
}

/** The link copied from the console: it opens the chat and gives no scene. */
export function consoleLink(account: KfAccount): string {
  return `${HOST}/kfid/${linkId(account)}`;
}

export type OpenedLink =
  | { opens: true; account: KfAccount; entry: { scene: string; sceneParam: string } | null }
  | { opens: false };

/** The query as it stands in the address, nothing decoded. */
function rawQuery(url: string): [string, string][] {
  const query = url.split('#')[0]?.split('?')[1] ?? '';
  return query === '' ? [] : query.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name, value.join('=')];
  });
}

function decoded(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

/** scene and raw scene_param when the link is just as given out, with at most a scene_param behind a scene. */
function readEntry(account: KfAccount, url: string): { scene: string; sceneParam: string } | null {
  const [first, second, ...more] = rawQuery(url);
  if (first?.[0] !== 'enc_scene' || more.length > 0) return null;
  const scene = Buffer.from(first[1].slice(3 + 12), 'base64url').toString('utf8');
  if (first[1] !== encScene(account, scene)) return null;
  if (!second) return { scene, sceneParam: '' };
  const value = decoded(second[1]);
  const allowed = second[0] === 'scene_param' && scene !== '' && value !== undefined && Buffer.byteLength(value) <= MOST_PARAM_BYTES;
  return allowed ? { scene, sceneParam: second[1] } : null;
}

/**
 * What tapping the link does. `entry: null` = the chat opens, but the link was edited or its parameters came from another one:
 * WeCom's validation fails and there is no enter_session. `sceneParam` is still percent-encoded.
 */
export function openLink(accounts: readonly KfAccount[], url: string): OpenedLink {
  const [, road, id] = /^https:\/\/work\.weixin\.qq\.com\/(kf|kfid)\/(kfc[0-9a-f]{15})(?:[?#]|$)/.exec(url) ?? [];
  const account = accounts.find((one) => linkId(one) === id);
  if (!account) return { opens: false };
  return { opens: true, account, entry: road === 'kfid' ? { scene: '', sceneParam: '' } : readEntry(account, url) };
}

/** scene_param as enter_session tells it. */
export function echoed(raw: string, how: 'decoded' | 'encoded'): string {
  return how === 'encoded' ? raw : (decoded(raw) ?? raw);
}
