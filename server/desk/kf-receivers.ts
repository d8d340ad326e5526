import { receivingWords } from '../../shared/kf-setup-words';
import { userKey } from '../../shared/wecom-userid';
import type { Receiving } from '../channels/channel';
import { createConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { readDraft } from './draft';
import { kfAccount, kfDesk, kfRefused } from './kf-platform';
import { missingReceivers, type Missing } from './missing-receivers';
import { done, type Done } from './refused';
import { whomAsked } from './whom-asked';

interface Words {
  zh: string;
  en: string;
}

export interface KfReceivers {
  account: string;
  name: string;
  receivers: {
    /** His id on the platform. */
    userid: string;
    receiving: Receiving;
    words: Words;
    /** Absent: nobody of ours. */
    agent?: { key: string; name: string; disabled: boolean };
    /** An entry of the account names him, or a group of his. */
    named: boolean;
  }[];
  /** Named by entries of the account and not among them. */
  missing: Missing[];
  /** Some entry asks anyone: then whoever receives here may be asked. */
  anyone: boolean;
}

/** Who receives on an account, who of them are our agents, and who is missing for the entries of the draft that use it. */
export async function readKfReceivers(ctx: DeskContext, account: string): Promise<Done<KfReceivers>> {
  const native = kfDesk(ctx);
  if (native.kind === 'refused') return native;
  const found = await kfAccount(native.value, account);
  if (found.kind === 'refused') return found;
  const listed = await native.value.receivers(account);
  if (listed.kind !== 'read') return kfRefused(listed);

  const { config } = await readDraft(ctx);
  const view = createConfigView(config, 0);
  const asked = config.entries.filter((entry) => entry.kfAccount === account).map((entry) => whomAsked(view, entry));
  const named = new Set(asked.flatMap(({ agents }) => [...agents]));
  const byId = new Map(config.agents.flatMap((agent) => (agent.wecomUserId === undefined ? [] : [[userKey(agent.wecomUserId), agent] as const])));
  return done({
    account,
    name: found.value.name,
    receivers: listed.value.map(({ agent: userid, receiving }) => {
      const agent = byId.get(userKey(userid));
      return {
        userid, receiving, words: receivingWords[receiving], named: agent !== undefined && named.has(agent.key),
        ...(agent && { agent: { key: agent.key, name: agent.name, disabled: agent.disabled } }),
      };
    }),
    missing: missingReceivers(view, named, listed.value.map(({ agent }) => agent)),
    anyone: asked.some((one) => one.anyone),
  });
}
