import { isSameUser } from '../../../shared/wecom-userid';
import { MOST_USERIDS, type ServicerResult } from '../../wechat/kf-accounts';
import { mapBody, type CallResult } from '../../wechat/answer';
import type { WecomKf } from '../../wechat/wecom-kf';
import type { NativeSetup, Read } from '../channel';
import { agentFault, asQuestion, notDone, type FailureOptions } from './call-outcome';
import { entryLink } from './entry-link';

export type SetupClient = Pick<WecomKf, 'listAccounts' | 'addContactWay' | 'addServicers' | 'removeServicers'>;

type Changed = Read<{ agent: string; why?: string }[]>;

/** An answer in the port's form; a question may always be asked again. */
export function asRead<T>(result: CallResult<T>, failing: FailureOptions): Read<T> {
  return result.ok ? { kind: 'read', value: result.body } : notDone(asQuestion(result), failing);
}

export function createSetup(client: SetupClient, failing: FailureOptions): NativeSetup {
  /** Repeating does no harm, so a failure half-way is simply the failure of all. */
  async function change(agents: readonly string[], some: (userids: readonly string[]) => Promise<CallResult<readonly ServicerResult[]>>): Promise<Changed> {
    const value: { agent: string; why?: string }[] = [];
    for (let start = 0; start < agents.length; start += MOST_USERIDS) {
      const asked = agents.slice(start, start + MOST_USERIDS);
      const result = await some(asked);
      if (!result.ok) return notDone(asQuestion(result), failing);
      value.push(...asked.map((agent) => perAgent(agent, result.body, failing)));
    }
    return { kind: 'read', value };
  }

  return {
    async accounts() {
      const result = await client.listAccounts();
      return asRead(mapBody(result, (accounts) => accounts.map(({ account, name, managed }) => ({ account, name, ours: managed }))), failing);
    },
    async link(account, entry) {
      const result = await client.addContactWay(account, entry);
      if (result.ok && entryLink(result.body, 'x') === undefined) return { kind: 'unknown', why: 'no-answer:no-link-with-a-scene' };
      return asRead(result, failing);
    },
    addReceivers: (account, agents) => change(agents, (userids) => client.addServicers(account, userids)),
    removeReceivers: (account, agents) => change(agents, (userids) => client.removeServicers(account, userids)),
  };
}

function perAgent(agent: string, results: readonly ServicerResult[], failing: FailureOptions): { agent: string; why?: string } {
  const found = results.find(({ userid }) => isSameUser(userid, agent));
  if (found === undefined) return { agent, why: 'no-answer:not-named' };
  if (found.code === 0) return { agent };
  const failure = { ok: false, kind: 'platform', code: found.code, message: '' } as const;
  return { agent, why: agentFault(failure) ?? notDone(failure, failing).why };
}
