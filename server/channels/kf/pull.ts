import { createHash } from 'node:crypto';
import { textOf, type JsonRecord } from '../../wechat/answer';
import { fieldText, type Push } from '../../wechat/push';
import { isPlainId } from '../../wechat/push-facts';
import type { WecomKf } from '../../wechat/wecom-kf';
import type { Pulled, PulledItem } from '../channel';
import { accountNotAsked, type KfAlarm } from './call-outcome';

/** WeCom: the callback's token is over 10 minutes old, or of another account. */
const TOKEN_REFUSED = 95007;

/** WeCom's callback carries no content, only that there is something. One may stand for many items, and many for one. */
export function readHint({ platform, fields }: Push): { account?: string; token: string } | undefined {
  if (platform !== 'wecom' || fieldText(fields, 'Event') !== 'kf_msg_or_event') return undefined;
  const account = fieldText(fields, 'OpenKfId');
  const token = fieldText(fields, 'Token');
  // A callback without account has been seen: then each of them may be meant.
  return account === '' ? { token } : { account, token };
}

export interface PullOptions {
  readonly client: Pick<WecomKf, 'syncMessages'>;
  readonly alarm: (alarm: KfAlarm) => void;
}

export async function pull(account: string, from: { cursor?: string; token?: string }, { client, alarm }: PullOptions): Promise<Pulled> {
  const result = await client.syncMessages(account, from);
  if (!result.ok) {
    if (result.kind === 'platform' && result.code === TOKEN_REFUSED && from.token) return { kind: 'no-token' };
    return accountNotAsked(result, { alarm });
  }
  const { items, odd, cursor, more } = result.body;
  if (odd > 0) {
    alarm({
      key: 'kf:odd-items', level: 'warning',
      zh: `微信客服返回了 ${odd} 条读不懂的内容，已跳过；请把这条告警告诉开发者。`,
      en: `微信客服 returned ${odd} items nobody can read; they were left out. Please tell the developers.`,
    });
  }
  // Without a new cursor the same page would come for ever.
  return { kind: 'pulled', items: items.map(pulledItem), cursor: cursor || (from.cursor ?? ''), more: more && cursor !== '' };
}

function pulledItem(item: JsonRecord): PulledItem {
  const raw = JSON.stringify(item);
  const id = textOf(item, 'msgid');
  return { id: isPlainId(id) ? id : `h-${createHash('sha256').update(raw).digest('hex').slice(0, 32)}`, raw };
}
