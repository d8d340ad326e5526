import { integerOf, mapBody, textOf, type CallResult } from './answer';
import type { TokenCalls } from './with-token';

/** In the order of WeCom's numbers, 0 to 4. `ended` is also where a customer stands who entered and has not written. */
const STATES = ['new', 'assistant', 'pool', 'agent', 'ended'] as const;
export type KfState = (typeof STATES)[number];

export interface KfSession {
  readonly state: KfState;
  /** With `agent` only; '' when WeCom did not name him. */
  readonly servicer: string;
}

/** WeCom: session over (95013), change not allowed (95016), nothing may be sent in this state (95018): what was believed of the session is old. */
const NOT_IN_THIS_STATE: readonly number[] = [95013, 95016, 95018];

export function isStateRefusal(result: { readonly ok: boolean; readonly kind?: string; readonly code?: number }): boolean {
  return !result.ok && result.kind === 'platform' && result.code !== undefined && NOT_IN_THIS_STATE.includes(result.code);
}

/** Where one customer's session on one account stands. */
export function kfSession(calls: TokenCalls) {
  return {
    async getSession(account: string, customer: string): Promise<CallResult<KfSession>> {
      const json = { open_kfid: account, external_userid: customer };
      const result = await calls.call({ method: 'POST', path: '/cgi-bin/kf/service_state/get', json });
      if (!result.ok) return result;
      const state = STATES[integerOf(result.body, 'service_state') ?? -1];
      if (state === undefined) return { ok: false, kind: 'unknown', why: 'no known service_state in the answer' };
      return { ok: true, body: { state, servicer: state === 'agent' ? textOf(result.body, 'servicer_userid') : '' } };
    },

    /**
     * Changes the state. `servicer` goes with `agent`, and only with it. WeCom sends no event for what we change ourselves.
     * The answer is the code of one notice, '' when there is none: repeating a state gives none.
     */
    async changeSession(account: string, customer: string, to: Exclude<KfState, 'new'>, servicer?: string): Promise<CallResult<string>> {
      const json = {
        open_kfid: account, external_userid: customer, service_state: STATES.indexOf(to),
        ...(servicer === undefined ? {} : { servicer_userid: servicer }),
      };
      return mapBody(await calls.call({ method: 'POST', path: '/cgi-bin/kf/service_state/trans', json }), (body) => textOf(body, 'msg_code'));
    },
  };
}
