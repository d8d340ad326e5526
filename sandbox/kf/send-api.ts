import { textIn } from '../reading';
import { OK } from '../wecom/errors';
import type { WecomCall } from '../wecom/world';
import { DAYS_2 } from './customers';
import { addLine, recordEvent } from './items';
import { managedAccountIn, sessionIn } from './lookups';
import { checkContent, claimMsgid } from './send-content';
import type { KfSession } from './sessions';
import type { KfWorld } from './world';

const MOST_PER_MESSAGE = 5;
const RECALL_MS = 2 * 60_000;

/** 95002 over 48 h after his last message, 95018 wrong state, 95001 five sent since it; 0 = may send. */
function checkTurn(kf: KfWorld, { state, wroteAt, sent }: KfSession): 0 | 95001 | 95002 | 95018 {
  if (wroteAt > -Infinity && kf.clock.now() >= wroteAt + DAYS_2) return 95002;
  if (state !== 1 && (state !== 0 || kf.settings().strictState0)) return 95018;
  return sent >= MOST_PER_MESSAGE ? 95001 : 0;
}

/** Fails a message after it was accepted: event msg_send_fail, and the customer never sees it. */
export function failLater(kf: KfWorld, session: KfSession, msgid: string, failType: number): void {
  recordEvent(kf, session.account, 'msg_send_fail', { external_userid: session.customer.externalUserid, fail_msgid: msgid, fail_type: failType });
}

function nextFailure(kf: KfWorld): number | undefined {
  const failing = kf.failing[0];
  if (!failing) return undefined;
  failing.left -= 1;
  if (failing.left === 0) kf.failing.shift();
  return failing.failType;
}

/** `kf/send_msg`: errcode 0 = accepted, not delivered. */
export function sendMessage(kf: KfWorld, call: WecomCall): object {
  const { body, fail } = call;
  const read = sessionIn(kf, call, 'touser');
  if (!read.ok) return read.answer;
  const session = read.found;
  const { account, customer } = session;
  const checked = checkContent(kf, body);
  if (!checked.ok) return fail(checked.mistake.code, checked.mistake.why);
  const id = claimMsgid(kf, account.openKfId, body);
  if (!id.ok) return fail(id.mistake.code, id.mistake.why);
  const wrong = checkTurn(kf, session);
  if (wrong !== 0) return fail(wrong);
  const now = kf.clock.now();
  if (checked.kind === 'business_card' && now < session.cardAt + DAYS_2) return fail(95025);
  if (checked.kind === 'business_card') session.cardAt = now;
  id.claim();
  session.sent += 1;
  const failType = nextFailure(kf);
  kf.ledger.accept({
    platform: 'wecom', api: 'kf/send_msg', to: customer.externalUserid, kind: checked.kind, content: checked.content,
    shown: failType === undefined, why: failType === undefined ? null : `fail_type ${failType}`,
  });
  if (failType === undefined) addLine(kf, session, { from: 'api', msgid: id.msgid, kind: checked.kind, content: checked.content });
  else failLater(kf, session, id.msgid, failType);
  kf.feed.publish({ type: 'kf' });
  return { ...OK, msgid: id.msgid };
}

/** `kf/recall_msg`: within 2 minutes (95029), 95028 unknown; it still counts toward the five. */
export function recallMessage(kf: KfWorld, call: WecomCall): object {
  const account = managedAccountIn(kf, call);
  if (!account.ok) return account.answer;
  const msgid = textIn(call.body, 'msgid');
  const lines = kf.sessions.list().filter((session) => session.account === account.found).flatMap(({ lines: all }) => all);
  const line = lines.find((one) => one.msgid === msgid && (one.from === 'api' || one.from === 'notice') && !one.recalled);
  if (!line) return call.fail(95028);
  if (kf.clock.now() >= line.at + RECALL_MS) return call.fail(95029);
  line.recalled = true;
  kf.feed.publish({ type: 'kf' });
  return OK;
}
