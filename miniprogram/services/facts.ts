import type { BroughtFacts } from './brought';
import type { Send } from './shared-values/asking/ask';

export interface Facts {
  /** Goes to the server before anything else is asked there; the same facts again are not sent again. */
  bring(facts: BroughtFacts | undefined): void;
  /** Everything brought so far is there, or was refused. */
  settled(): Promise<void>;
}

/**
 * What a merchant signed about his visitor. It may decide who answers, so requests wait for it. Facts the server does not believe change
 * nothing; without a network they are tried again with the next request.
 */
export const createFacts = ({ send }: { send: Send }): Facts & { send: Send } => {
  let waiting: BroughtFacts | undefined;
  let last = '';
  let handing: Promise<void> | undefined;

  const hand = async (): Promise<void> => {
    while (waiting !== undefined) {
      const facts = waiting;
      const answer = await send({ method: 'POST', path: '/api/visitor/facts', body: facts });
      const isUnsent = !answer.ok && (answer.code === 'offline' || answer.code === 'timeout' || answer.code === 'unavailable' || answer.code === 'wechat-login');
      if (isUnsent) return;
      if (waiting === facts) waiting = undefined;
    }
  };
  const settled = async (): Promise<void> => {
    if (waiting === undefined) return;
    handing ??= hand().finally(() => {
      handing = undefined;
    });
    await handing;
  };

  return {
    bring(facts) {
      if (facts === undefined || facts.signature === last) return;
      last = facts.signature;
      waiting = { payload: facts.payload, signature: facts.signature };
    },
    settled,
    async send(ask) {
      await settled();
      return send(ask);
    },
  };
};
