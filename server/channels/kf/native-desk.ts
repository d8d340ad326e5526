import type { Outcome } from '../../../shared/outcome';
import type { WecomKf } from '../../wechat/wecom-kf';
import type { NativeDesk } from '../channel';
import type { Tickets } from '../ticket';
import { accountNotAsked, asQuestion, notDone, type KfAlarm } from './call-outcome';
import { readSession } from './native-session';
import { pull, readHint } from './pull';
import { readEntering } from './read-entering';
import { readItem } from './read-item';
import { asRead, createSetup, type SetupClient } from './setup';

export interface NativeDeskOptions {
  readonly client: SetupClient & Pick<WecomKf, 'syncMessages' | 'getSession' | 'sendOnEvent' | 'listServicers' | 'getCustomers'>;
  readonly tickets: Tickets;
  readonly now: () => number;
  readonly alarm: (alarm: KfAlarm) => void;
}

/** 微信客服 as a desk of its own: agents answer in WeCom, and WeCom is asked for what happened. */
export function createNativeDesk({ client, tickets, now, alarm }: NativeDeskOptions): NativeDesk {
  return {
    hint: readHint,
    pull: (account, from) => pull(account, from, { client, alarm }),
    readItem: (account, item) => readItem(account, item, { tickets, now }),
    async session(identity) {
      return asRead(await readSession(client, identity), { alarm });
    },
    async notice(code, text) {
      const result = await client.sendOnEvent(code, { kind: 'text', content: text });
      if (result.ok) return { kind: 'sent' };
      const failed = notDone(result, { alarm });
      return result.kind === 'platform' ? onceOnly(failed, result.code) : failed;
    },
    async receivers(account) {
      const result = await client.listServicers(account);
      if (!result.ok) return accountNotAsked(asQuestion(result), { alarm });
      return { kind: 'read', value: result.body.flatMap((one) => (one.kind === 'member' ? [{ agent: one.userid, receiving: one.receiving }] : [])) };
    },
    async lastEntered({ subject }) {
      const result = await client.getCustomers([subject]);
      const entered = result.ok ? result.body.known.find(({ customer }) => customer === subject)?.entered : undefined;
      if (entered === undefined) return undefined;
      const ticket = readEntering(entered.scene, entered.sceneParam, tickets, now());
      return ticket.entry === undefined ? undefined : ticket;
    },
    setup: createSetup(client, { alarm }),
  };
}

/** WeCom does not tell how it refuses a code that is used or late, so any refusal ends the matter: a notice is worth little later. */
function onceOnly(failed: Outcome & { why: string }, code: number): Outcome {
  return failed.kind === 'refused' ? failed : { kind: 'refused', why: `expired:${code}` };
}
