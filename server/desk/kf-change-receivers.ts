import type { Agent } from '../../shared/config/agent';
import { setupWhyWords } from '../../shared/kf-setup-words';
import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { readDraft } from './draft';
import { kfDesk, kfRefused, ourKfAccount } from './kf-platform';
import { readReceiversOf, receiverChanged } from './native-receivers';
import { done, refused, type Done } from './refused';

export interface KfReceiversChange {
  account: string;
  /** Keys of agents; they need not be published yet. */
  agents: readonly string[];
  act: 'add' | 'remove';
}

/** What became of each; `why` when the platform did not do it. */
export interface KfReceiverChanged {
  agent: string;
  name: string;
  userid: string;
  done: boolean;
  why?: string;
  words?: { zh: string; en: string };
}

type Reachable = Agent & { wecomUserId: string };

/** Lets agents receive on an account, or no longer. It is in force on the platform at once, so it is written down before it is done. */
export async function changeKfReceivers(ctx: DeskContext, actor: Actor, { account, agents: keys, act }: KfReceiversChange): Promise<Done<{ results: KfReceiverChanged[] }>> {
  const native = kfDesk(ctx);
  if (native.kind === 'refused') return native;
  const people = await reachable(ctx, keys);
  if (people.kind === 'refused') return people;
  const found = await ourKfAccount(native.value, account);
  if (found.kind === 'refused') return found;

  const userids = [...new Set(people.value.map(({ wecomUserId }) => wecomUserId))];
  await ctx.records.config.audit(auditRow(ctx, actor, `${act}-receivers`, `kf-account:${account}`, { agents: keys }));
  const { setup } = native.value;
  const changed = await (act === 'add' ? setup.addReceivers(account, userids) : setup.removeReceivers(account, userids));
  if (changed.kind !== 'read') return kfRefused(changed);
  const whyOf = new Map(changed.value.map(({ agent, why }) => [agent, why]));
  // Who left the list is in no later answer, so nothing else would end his presence soon.
  if (act === 'remove') for (const id of userids) if (whyOf.get(id) === undefined) await receiverChanged(ctx, account, id, 'stopped', ctx.now());
  // Waiting for the next reading, a button would say for a minute that nobody is there.
  if (act === 'add' && userids.some((id) => whyOf.get(id) === undefined)) await readReceiversOf(ctx, native.value, account);
  return done({
    results: people.value.map(({ key, name, wecomUserId: userid }) => {
      const why = whyOf.get(userid);
      return { agent: key, name, userid, done: why === undefined, ...(why !== undefined && { why, words: setupWhyWords(why) }) };
    }),
  });
}

/** All of them, or none: who is missing is said by name. */
async function reachable(ctx: DeskContext, keys: readonly string[]): Promise<Done<Reachable[]>> {
  const { config } = await readDraft(ctx);
  const drafted = new Map(config.agents.map((agent) => [agent.key, agent]));
  const agents = keys.map((key) => drafted.get(key) ?? ctx.view().agent(key) ?? key);
  const unknown = agents.filter((one) => typeof one === 'string');
  if (unknown.length > 0) return refused('not-found', { agents: unknown });
  const known = agents.filter((one) => typeof one !== 'string');
  const without = known.filter(({ wecomUserId }) => wecomUserId === undefined);
  if (without.length > 0) return refused('no-wecom-user', { agents: without.map(({ key, name }) => ({ key, name })) });
  return done(known.filter(isReachable));
}

const isReachable = (agent: Agent): agent is Reachable => agent.wecomUserId !== undefined;
