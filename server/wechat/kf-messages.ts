import { mapBody, textOf, type CallResult, type PlatformFailure } from './answer';
import { kfMessageForm, type KfMessage } from './kf-message-form';
import type { TokenCalls } from './with-token';

/** Only these two kinds may answer an event. */
export type KfNotice = Extract<KfMessage, { kind: 'text' | 'menu' }>;

const tooLong: PlatformFailure = { ok: false, kind: 'platform', code: 40058, message: 'an id or an address is empty or too long' };

/** Messages from the application to a customer. */
export function kfMessages(calls: TokenCalls) {
  const post = (path: string, json: object) => calls.call({ method: 'POST', path, json });
  const msgIdOf = (result: CallResult) => mapBody(result, (body) => textOf(body, 'msgid'));

  return {
    /**
     * In the states new and assistant, 5 messages in the 48 h after the customer's last. Success means accepted: what does not
     * arrive comes back as event msg_send_fail. `msgId`: at most 32 of `[0-9a-zA-Z_-]`; WeCom takes each once per account and
     * refuses the second. The answer is the message's id.
     */
    async sendMessage(account: string, customer: string, message: KfMessage, msgId?: string): Promise<CallResult<string>> {
      const form = kfMessageForm(message);
      if (form === undefined) return tooLong;
      // An empty msgid is an error of its own.
      const id = msgId === undefined || msgId === '' ? {} : { msgid: msgId };
      return msgIdOf(await post('/cgi-bin/kf/send_msg', { touser: customer, open_kfid: account, ...id, ...form }));
    },

    /** Answers the code of an event or of a change of the session: once, welcome and closing words within 20 s, else 48 h; into the pool or to an agent only text. */
    async sendOnEvent(code: string, message: KfNotice): Promise<CallResult<string>> {
      const form = kfMessageForm(message);
      if (form === undefined) return tooLong;
      return msgIdOf(await post('/cgi-bin/kf/send_msg_on_event', { code, ...form }));
    },

    /** Within 2 minutes (95029); it still counts as one of the 5. */
    recallMessage: (account: string, msgId: string) => post('/cgi-bin/kf/recall_msg', { msgid: msgId, open_kfid: account }),
  };
}
