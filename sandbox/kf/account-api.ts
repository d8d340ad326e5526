import { numberIn, textIn, utf8Bytes } from '../reading';
import { OK } from '../wecom/errors';
import type { KfWorld } from './world';
import type { WecomCall } from '../wecom/world';
import { contactLink } from './links';
import { accountIn, managedAccountIn } from './lookups';

const MOST_NAME = 16;
const MOST_PAGE = 100;

/** 95006 for a name over 16 characters, 40007 for a picture that is not there; 0 = good. */
function checkLooks(kf: KfWorld, name: string | undefined, mediaId: string | undefined): 0 | 95006 | 40007 {
  if (name !== undefined && (name === '' || [...name].length > MOST_NAME)) return 95006;
  return mediaId !== undefined && !kf.wecom.media.valid(mediaId) ? 40007 : 0;
}

/** `kf/account/add`: `{name, media_id}`; a new account belongs to the app which made it. */
export function addAccount(kf: KfWorld, { body, fail }: WecomCall): object {
  const [name, mediaId] = [textIn(body, 'name'), textIn(body, 'media_id')];
  if (mediaId === '') return fail(40058, 'media_id is empty');
  const wrong = checkLooks(kf, name, mediaId);
  if (wrong !== 0) return fail(wrong);
  if (kf.accounts.list().length >= kf.settings().accountLimit) return fail(95005);
  const { openKfId } = kf.accounts.create({ name, mediaId });
  kf.feed.publish({ type: 'kf' });
  return { ...OK, open_kfid: openKfId };
}

/** `kf/account/update`: name and media_id are both optional. */
export function updateAccount(kf: KfWorld, call: WecomCall): object {
  const { body, fail } = call;
  const account = managedAccountIn(kf, call);
  if (!account.ok) return account.answer;
  const name = body['name'] === undefined ? undefined : textIn(body, 'name');
  const mediaId = body['media_id'] === undefined ? undefined : textIn(body, 'media_id');
  const wrong = checkLooks(kf, name, mediaId);
  if (wrong !== 0) return fail(wrong);
  Object.assign(account.found, name === undefined ? {} : { name }, mediaId === undefined ? {} : { mediaId });
  kf.feed.publish({ type: 'kf' });
  return OK;
}

/** `kf/account/del`. */
export function deleteAccount(kf: KfWorld, call: WecomCall): object {
  const account = managedAccountIn(kf, call);
  if (!account.ok) return account.answer;
  kf.accounts.remove(account.found);
  kf.feed.publish({ type: 'kf' });
  return OK;
}

/** `kf/account/list`: 1 to 100 a page, 100 when nothing is said. */
export function listAccounts(kf: KfWorld, { body, query, fail }: WecomCall): object {
  const offset = numberIn(body, 'offset') ?? numberIn(query, 'offset') ?? 0;
  const limit = numberIn(body, 'limit') ?? numberIn(query, 'limit') ?? MOST_PAGE;
  if (offset < 0 || limit < 1 || limit > MOST_PAGE) return fail(40058);
  const page = kf.accounts.list().slice(offset, offset + limit);
  return { ...OK, account_list: page.map(({ openKfId, name, mediaId, managed }) => ({ open_kfid: openKfId, name, avatar: mediaId === '' ? '' : kf.wecom.fileUrl(mediaId), manage_privilege: managed })) };
}

/** `kf/add_contact_way`: scene at most 32 bytes of [0-9a-zA-Z_-]; a missing scene allows no scene_param. */
export function addContactWay(kf: KfWorld, call: WecomCall): object {
  const account = accountIn(kf, call);
  if (!account.ok) return account.answer;
  const scene = textIn(call.body, 'scene');
  if (!/^[0-9a-zA-Z_-]*$/.test(scene) || utf8Bytes(scene) > 32) return call.fail(40058, 'invalid scene');
  return { ...OK, url: contactLink(account.found, scene) };
}
