import { isObject, textIn, type Json } from '../reading';
import { checkBytes, checkMenu, type Mistake } from './menu-content';
import type { KfWorld } from './world';

type Limits = Readonly<Record<string, readonly [number, number]>>;

const ANY = Number.MAX_SAFE_INTEGER;
const MEDIA: Limits = { media_id: [1, ANY] };
const FIELDS: Readonly<Record<string, Limits>> = {
  text: { content: [1, 2048] },
  image: MEDIA, voice: MEDIA, video: MEDIA, file: MEDIA,
  link: { title: [1, 128], desc: [0, 512], url: [1, 2048], thumb_media_id: [1, ANY] },
  miniprogram: { appid: [1, ANY], title: [0, 64], pagepath: [1, ANY], thumb_media_id: [1, ANY] },
  msgmenu: {},
  location: { name: [0, ANY], address: [0, ANY] },
  business_card: { userid: [1, 64] },
  ca_link: { link_url: [1, ANY] },
};

export type Checked = { ok: true; kind: string; content: Json } | { ok: false; mistake: Mistake };

function checkPlace(part: Json): Mistake | undefined {
  const [latitude, longitude] = [part['latitude'], part['longitude']];
  const good = typeof latitude === 'number' && typeof longitude === 'number' && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return good ? undefined : { code: 40058, why: 'latitude and longitude' };
}

/** What the fields alone do not tell: media that exists, a mini-program of the corp, a member's card. */
function checkMeaning(kf: KfWorld, kind: string, part: Json): Mistake | undefined {
  const { appids, menuItems } = kf.settings();
  const mediaId = textIn(part, 'media_id') || textIn(part, 'thumb_media_id');
  if (mediaId !== '' && !kf.wecom.media.valid(mediaId)) return { code: 40007, why: 'invalid media_id' };
  if (kind === 'msgmenu') return checkMenu(part, menuItems);
  if (kind === 'location') return checkPlace(part);
  if (kind === 'miniprogram' && appids.length > 0 && !appids.includes(textIn(part, 'appid'))) return { code: 90207, why: 'invalid appid' };
  if (kind === 'business_card' && !kf.wecom.members.find(textIn(part, 'userid'))) return { code: 40003, why: 'invalid userid' };
  return undefined;
}

/** The message of send_msg and send_msg_on_event: 40008 unknown or forbidden here, 40058 missing, 45002 too long. */
export function checkContent(kf: KfWorld, body: Json, allowed: readonly string[] = Object.keys(FIELDS)): Checked {
  const kind = textIn(body, 'msgtype');
  const fields = FIELDS[kind];
  if (!fields || !allowed.includes(kind)) return { ok: false, mistake: { code: 40008, why: 'invalid message type' } };
  const part = body[kind];
  if (!isObject(part)) return { ok: false, mistake: { code: 40058, why: `${kind} is missing` } };
  const mistake = Object.entries(fields).map(([name, limits]) => checkBytes(part, name, limits)).find((one) => one !== undefined) ?? checkMeaning(kf, kind, part);
  return mistake ? { ok: false, mistake } : { ok: true, kind, content: part };
}

/** The msgid the caller chose, a new one, or its mistake: empty or not at most 32 of [0-9a-zA-Z_-]; used before on this account. */
export function claimMsgid(kf: KfWorld, openKfId: string, body: Json): { ok: true; msgid: string; claim(): void } | { ok: false; mistake: Mistake } {
  const given = body['msgid'];
  if (given !== undefined && (typeof given !== 'string' || !/^[0-9a-zA-Z_-]{1,32}$/.test(given))) return { ok: false, mistake: { code: 40058, why: 'invalid msgid' } };
  const msgid = given ?? kf.ids.opaque(24);
  if (kf.sentIds.has(`${openKfId} ${msgid}`)) return { ok: false, mistake: { code: kf.settings().duplicateMsgidErrcode, why: 'msgid is not unique' } };
  return { ok: true, msgid, claim: () => void kf.sentIds.add(`${openKfId} ${msgid}`) };
}
