import type { Identity } from '../../../shared/identity';
import type { Outcome } from '../../../shared/outcome';
import type { CallResult } from '../../wechat/answer';
import type { KfMessage } from '../../wechat/kf-message-form';
import { isStateRefusal } from '../../wechat/kf-session';
import type { WecomKf } from '../../wechat/wecom-kf';
import { asQuestion, sendOutcome, type FailureOptions } from './call-outcome';

export interface Part {
  readonly to: Identity;
  readonly message: KfMessage;
  readonly msgId?: string;
}

export type PartClient = Pick<WecomKf, 'sendMessage' | 'getSession' | 'changeSession'>;

const done = (outcome: Outcome): CallResult<Outcome> => ({ ok: true, body: outcome });
const refused = (why: string): CallResult<Outcome> => done({ kind: 'refused', why });

/**
 * Sends one message. WeCom takes it in the states new and assistant only, inside WeCom sometimes not even in new: when it
 * refuses for the state's sake, the state is read and taken over where it may be. A failure is the sending's own, for the
 * caller to judge; all else is an outcome.
 */
export async function sendPart({ to, message, msgId }: Part, client: PartClient, options: FailureOptions): Promise<CallResult<Outcome>> {
  const { account, subject } = to;
  const send = () => client.sendMessage(account, subject, message, msgId);
  const first = await send();
  if (first.ok) return done({ kind: 'sent' });
  if (first.kind !== 'platform' || !isStateRefusal(first)) return first;

  const session = await client.getSession(account, subject);
  // It surely was not sent, so nothing is unknown.
  if (!session.ok) return done(sendOutcome(asQuestion(session), options));
  switch (session.body.state) {
    case 'agent':
      return refused(`answered-natively:${first.code}`);
    case 'pool':
      return refused(`waiting-natively:${first.code}`);
    case 'ended':
      return refused(`session-over:${first.code}`);
    case 'new': {
      const taken = await client.changeSession(account, subject, 'assistant');
      if (!taken.ok) return done(isStateRefusal(taken) ? moving(options, first.code) : sendOutcome(asQuestion(taken), options));
      break;
    }
    case 'assistant':
      // Another sending may have taken it over meanwhile.
      break;
  }
  const second = await send();
  if (second.ok) return done({ kind: 'sent' });
  // WeCom: 95018 stands for 48 hours of silence as well as for the state.
  return isStateRefusal(second) ? done({ kind: 'held', why: `window-closed:${first.code}` }) : second;
}

/** Somebody else is changing the session at this moment: look again soon. */
function moving({ attempts = 0 }: FailureOptions, code: number): Outcome {
  return { kind: 'later', afterMs: Math.min(60_000, 1_000 * 2 ** Math.min(attempts, 10)), why: `busy:${code}` };
}
