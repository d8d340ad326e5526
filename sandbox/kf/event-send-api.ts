import { textIn } from '../reading';
import { OK } from '../wecom/errors';
import type { WecomCall } from '../wecom/world';
import type { Occasion } from './codes';
import { addLine } from './items';
import { checkContent, claimMsgid } from './send-content';
import type { KfWorld } from './world';

const KINDS: Readonly<Record<Occasion, readonly string[]>> = { welcome: ['text', 'msgmenu'], pool: ['text'], human: ['text'], closing: ['text', 'msgmenu'] };

/** `kf/send_msg_on_event`: one message per code; but for the welcome, the session must still be in the state that gave it (95018). */
export function sendOnEvent(kf: KfWorld, { body, fail }: WecomCall): object {
  const value = textIn(body, 'code');
  const code = kf.codes.find(value);
  if (!code) return fail(kf.settings().codeErrcode, 'invalid code');
  const { account, customer } = code.session;
  const session = kf.sessions.of(account, customer);
  if (kf.accounts.find(account.openKfId) !== account) return fail(95004);
  if (!account.managed) return fail(kf.settings().unmanagedErrcode);
  const checked = checkContent(kf, body, KINDS[code.occasion]);
  if (!checked.ok) return fail(checked.mistake.code, checked.mistake.why);
  const id = claimMsgid(kf, account.openKfId, body);
  if (!id.ok) return fail(id.mistake.code, id.mistake.why);
  if (code.occasion !== 'welcome' && session.stretch !== code.stretch) return fail(95018);
  kf.codes.use(value);
  id.claim();
  if (code.occasion === 'welcome') session.welcomedAt = kf.clock.now();
  kf.ledger.accept({ platform: 'wecom', api: 'kf/send_msg_on_event', to: customer.externalUserid, kind: checked.kind, content: checked.content, shown: true, why: null });
  addLine(kf, session, { from: 'notice', occasion: code.occasion, msgid: id.msgid, kind: checked.kind, content: checked.content });
  kf.feed.publish({ type: 'kf' });
  return { ...OK, msgid: id.msgid };
}
