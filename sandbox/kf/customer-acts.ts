import { isObject, listIn, textIn, type Json } from '../reading';
import type { MediaFile } from '../media';
import type { KfAccount } from './accounts';
import { DAYS_2, type KfCustomer, type KfEntry } from './customers';
import { record, recordEvent, recordMessage, refusal, type KfAct } from './items';
import { echoed, openLink } from './links';
import type { KfSession } from './sessions';
import type { KfWorld } from './world';

const MB = 1024 * 1024;
const MOST_MEDIA: Readonly<Record<string, number>> = { image: 2 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB };

function welcomeCode(world: KfWorld, session: KfSession): string | undefined {
  const { welcomePolicy, nativeWelcome } = world.settings();
  const since = world.clock.now() - DAYS_2;
  const fresh = session.wroteAt <= since && session.welcomedAt <= since;
  if (nativeWelcome || (welcomePolicy === 'doc' && !fresh)) return undefined;
  return world.codes.issue(session, 'welcome');
}

function announceEntry(world: KfWorld, customer: KfCustomer, account: KfAccount, entry: Pick<KfEntry, 'scene' | 'sceneParam' | 'channels'>): KfAct {
  const { scene, sceneParam, channels } = entry;
  customer.entry = { at: world.clock.now(), openKfId: account.openKfId, scene, sceneParam, channels };
  const code = welcomeCode(world, world.sessions.of(account, customer));
  return recordEvent(world, account, 'enter_session', {
    external_userid: customer.externalUserid, scene, scene_param: sceneParam,
    ...(code === undefined ? {} : { welcome_code: code }), ...(channels === null ? {} : { wechat_channels: channels }),
  });
}

/** Taps a link. An edited link opens the chat without enter_session. */
export function enterByLink(world: KfWorld, customer: KfCustomer, url: string): KfAct & { openKfId?: string } {
  const opened = openLink(world.accounts.list(), url);
  if (!opened.opens) return refusal('the link leads to no account');
  const { account, entry } = opened;
  customer.lastAt = world.clock.now();
  world.sessions.of(account, customer);
  if (entry === null) {
    world.feed.publish({ type: 'kf' });
    return { ok: true, msgid: null, told: null, openKfId: account.openKfId };
  }
  const sceneParam = echoed(entry.sceneParam, world.settings().sceneParamEcho);
  return { ...announceEntry(world, customer, account, { scene: entry.scene, sceneParam, channels: null }), openKfId: account.openKfId };
}

/** Comes back by the chat list, which repeats the last scene and scene_param of this account; or comes from Channels. */
export function enterByChat(world: KfWorld, customer: KfCustomer, account: KfAccount, channels: KfEntry['channels']): KfAct {
  const last = customer.entry?.openKfId === account.openKfId && channels === null ? customer.entry : null;
  customer.lastAt = world.clock.now();
  return announceEntry(world, customer, account, { scene: last?.scene ?? '', sceneParam: last?.sceneParam ?? '', channels });
}

/** Sends any kind of message; the first one moves 4 to 0. */
export function write(world: KfWorld, customer: KfCustomer, account: KfAccount, msgtype: string, body: unknown): KfAct {
  const session = world.sessions.of(account, customer);
  if (session.rejectedBy !== null) return refusal("the agent rejects this customer's messages");
  session.wroteAt = world.clock.now();
  session.sent = 0;
  customer.lastAt = session.wroteAt;
  if (session.state === 4) world.sessions.move(session, 0);
  return recordMessage(world, session, { origin: 3 }, msgtype, body);
}

/** Sends a file; over the platform's cap a text takes its place. */
export function writeMedia(world: KfWorld, customer: KfCustomer, account: KfAccount, msgtype: string, file: Pick<MediaFile, 'bytes' | 'contentType' | 'filename'>): KfAct {
  if (file.bytes.length > (MOST_MEDIA[msgtype] ?? 0)) return write(world, customer, account, 'text', { content: '[文件过大，无法接收]' });
  return write(world, customer, account, msgtype, { media_id: world.wecom.media.put(file).mediaId });
}

/** Taps a click item of a menu: a text with its menu_id. */
export function tapMenu(world: KfWorld, customer: KfCustomer, account: KfAccount, msgid: string, id: string): KfAct {
  const line = world.sessions.of(account, customer).lines.find((one) => one.msgid === msgid && one.kind === 'msgmenu' && !one.recalled);
  const clicks = listIn(line?.content, 'list').flatMap((item) => (isObject(item) && isObject(item['click']) ? [item['click']] : []));
  const click = clicks.find((one) => textIn(one, 'id') === id);
  if (!click) return refusal('no such menu item');
  return write(world, customer, account, 'text', { content: textIn(click, 'content'), menu_id: id });
}

/** Puts an item into the log just as given, over the fields of a text; nothing else changes. */
export function injectItem(world: KfWorld, customer: KfCustomer, account: KfAccount, item: Json): KfAct {
  const msgid = textIn(item, 'msgid') || world.ids.opaque(32);
  const full = { open_kfid: account.openKfId, external_userid: customer.externalUserid, send_time: world.clock.seconds(), origin: 3, msgtype: 'text', ...item, msgid };
  return { ok: true, msgid, told: record(world, account, full) };
}

export function recallOwn(world: KfWorld, customer: KfCustomer, account: KfAccount, msgid: string): KfAct {
  const line = world.sessions.of(account, customer).lines.find((one) => one.msgid === msgid && one.from === 'customer' && !one.recalled);
  if (!line) return refusal('no such message of his');
  line.recalled = true;
  return recordEvent(world, account, 'user_recall_msg', { external_userid: customer.externalUserid, recall_msgid: msgid });
}
