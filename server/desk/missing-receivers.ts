import { missingReceiverWords, type MissingReceiver } from '../../shared/kf-setup-words';
import { userKey } from '../../shared/wecom-userid';
import type { ConfigView } from './config-view';

/** An agent who is asked by entries of an account and is no receiver of it. */
export interface Missing {
  agent: string;
  name: string;
  why: MissingReceiver;
  words: { zh: string; en: string };
}

/** Whom of `asked` (keys of agents) nobody can be sent to on an account where `receivers` (userids) are all there are. Who is disabled is asked nowhere. */
export function missingReceivers(view: ConfigView, asked: Iterable<string>, receivers: readonly string[]): Missing[] {
  const there = new Set(receivers.map(userKey));
  return [...asked].flatMap((key) => {
    const agent = view.agent(key);
    if (!agent || agent.disabled || (agent.wecomUserId !== undefined && there.has(userKey(agent.wecomUserId)))) return [];
    const why = agent.wecomUserId === undefined ? 'no-wecom-user' : 'not-added';
    return [{ agent: key, name: agent.name, why, words: missingReceiverWords[why] }];
  });
}
