import type { DeskContext } from './desk-context';
import { leaseState } from './lease-state';
import { isReceiverDevice } from './native-road';

/** Far more than one desk has at work. */
const MOST = 20_000;

/** How many agents are there for visitors now: online by choice with a device, duty or, who never chose, receiving on the platform; not paused or switched off. */
export async function agentsHere(ctx: DeskContext): Promise<number> {
  const { agents } = ctx.records;
  const [online, present] = await Promise.all([agents.leastLoaded(['online'], MOST), ctx.live.present(MOST)]);
  const chosen = new Set(online.map(({ agent }) => agent));
  const others = present.filter((agent) => !chosen.has(agent));
  const [leases, states] = await Promise.all([ctx.live.leases([...chosen, ...others]), agents.states(others)]);
  const now = ctx.now();
  const devices = (agent: string) => leases.get(agent) ?? [];
  const isOurs = (agent: string): boolean => ctx.view().agent(agent)?.disabled === false;
  const receives = (agent: string): boolean => devices(agent).some(({ device, seenAt }) => isReceiverDevice(device) && now - seenAt <= ctx.times.receiving);
  const said = new Set(states.filter(({ unchosen }) => unchosen !== true).map(({ agent }) => agent));
  const byChoice = online.filter((state) => isOurs(state.agent) && !state.paused && (leaseState(state, devices(state.agent), now, ctx.times) !== 'none' || receives(state.agent)));
  return byChoice.length + others.filter((agent) => isOurs(agent) && !said.has(agent) && receives(agent)).length;
}
