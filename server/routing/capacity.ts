import type { Agent } from '../../shared/config/agent';

/** How many conversations an agent may have at once: his own limit, else his group's, else the desk's, else none. */
export function limitOf(agent: Agent, groupCapacity: number | undefined, deskCapacity: number | undefined): number | undefined {
  return agent.capacity ?? groupCapacity ?? deskCapacity;
}

/** How many of those waiting an agent is given at once when he arrives; the rest follow by the ordinary events. */
export function firstBatch(batch: number, load: number, limit: number | undefined, waiting: number): number {
  const free = limit === undefined ? waiting : Math.max(0, limit - load);
  return Math.min(batch, free, waiting);
}
