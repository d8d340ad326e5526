import type { Identity } from '../../../shared/identity';
import { integerOf, textOf, type JsonRecord } from '../../wechat/answer';
import { changedReceiving } from '../../wechat/kf-statuses';
import { isPlainId, whenWhole } from '../../wechat/push-facts';
import type { Happened, NativeAct } from '../channel';
import type { Tickets } from '../ticket';
import { itemKey } from './item-key';
import { deliveryOf } from './message-id';
import { readEntering } from './read-entering';

export interface EventAt {
  readonly key: string;
  readonly account: string;
  readonly at: number;
}

/** What an event of sync_msg means; the ids of customer and servicer stand in the event itself. */
export function readEvent(event: JsonRecord, { key, account, at }: EventAt, tickets: Tickets): Happened[] {
  const subject = plain(event, 'external_userid');
  const identity: Identity | undefined = subject === undefined ? undefined : { provider: 'wecom-kf', account, subject };
  const native = (act: NativeAct | undefined): Happened[] => (identity === undefined || act === undefined ? [] : [{ kind: 'native', key, identity, at, act }]);

  switch (textOf(event, 'event_type')) {
    case 'enter_session': {
      if (identity === undefined) return [];
      const ticket = readEntering(textOf(event, 'scene'), textOf(event, 'scene_param'), tickets, at);
      return [{ kind: 'entered', key, identity, at, ticket, ...whenWhole('welcome', textOf(event, 'welcome_code'), 512) }];
    }
    case 'msg_send_fail': {
      const delivery = deliveryOf(textOf(event, 'fail_msgid'));
      return delivery === undefined ? [] : [{ kind: 'not-delivered', key, account, at, delivery, why: `kf-fail:${integerOf(event, 'fail_type') ?? 0}` }];
    }
    case 'servicer_status_change': {
      const agent = plain(event, 'servicer_userid');
      return agent === undefined ? [] : [{ kind: 'receiving', key, account, at, agent, receiving: changedReceiving(event) }];
    }
    case 'session_status_change':
      return native(readChange(event));
    case 'user_recall_msg':
      return native(readRecall(event, account, 'visitor'));
    case 'servicer_recall_msg':
      return native(readRecall(event, account, 'agent'));
    case 'reject_customer_msg_switch_change': {
      const rejects = integerOf(event, 'reject_switch');
      return native(rejects === 0 || rejects === 1 ? { act: 'blocked', on: rejects === 1 } : undefined);
    }
    default:
      return [];
  }
}

/** WeCom: 1 taken from the pool, 2 passed on, 3 ended, 4 opened again; whatever else there may be, the session has to be read. */
function readChange(event: JsonRecord): NativeAct {
  const from = plain(event, 'old_servicer_userid');
  const agent = plain(event, 'new_servicer_userid');
  const notice = whenWhole('notice', textOf(event, 'msg_code'), 512);
  const change = integerOf(event, 'change_type');
  if (change === 3) return { act: 'ended', ...(from !== undefined && { agent: from }), ...notice };
  if (agent === undefined) return { act: 'changed' };
  if (change === 1) return { act: 'picked-up', agent, ...notice };
  if (change === 2) return { act: 'passed-on', ...(from !== undefined && { from }), agent };
  return change === 4 ? { act: 'reopened', agent } : { act: 'changed' };
}

function readRecall(event: JsonRecord, account: string, by: 'visitor' | 'agent'): NativeAct | undefined {
  const recalled = plain(event, 'recall_msgid');
  if (recalled === undefined) return undefined;
  const agent = by === 'agent' ? plain(event, 'servicer_userid') : undefined;
  return { act: 'recalled', by, ...(agent !== undefined && { agent }), message: itemKey(account, recalled) };
}

function plain(event: JsonRecord, name: string): string | undefined {
  const id = textOf(event, name);
  return isPlainId(id) ? id : undefined;
}
