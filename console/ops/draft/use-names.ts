import { computed, type ComputedRef } from 'vue';
import type { Agent, Group } from '../../../shared/config/agent';
import type { Site } from '../../../shared/config/desk-config';
import type { Hours } from '../../../shared/config/hours';
import { useSend } from '../../frame/api/use-send';
import { useLoad, type Load } from '../../frame/load';
import { agentsApi, groupsApi, hoursApi, sitesApi } from '../api/draft-lists';

export interface DraftThings {
  agents: Agent[];
  groups: Group[];
  hours: Hours[];
  sites: Site[];
}

/** What an entry may name, as the draft has it. */
export interface Names {
  things: Load<DraftThings>;
  agent: ComputedRef<(key: string) => string>;
  group: ComputedRef<(key: string) => string>;
}

const nameIn = (items: readonly { key: string; name: string }[] | undefined): ((key: string) => string) => {
  const names = new Map((items ?? []).map(({ key, name }) => [key, name]));
  return (key) => names.get(key) ?? key;
};

export function useNames(): Names {
  const send = useSend();
  const things = useLoad(async () => {
    const [agents, groups, hours, sites] = await Promise.all([agentsApi(send).list(), groupsApi(send).list(), hoursApi(send).list(), sitesApi(send).list()]);
    if (!agents.ok) return agents;
    if (!groups.ok) return groups;
    if (!hours.ok) return hours;
    if (!sites.ok) return sites;
    return { ok: true, value: { agents: agents.value.items, groups: groups.value.items, hours: hours.value.items, sites: sites.value.items } };
  });
  return { things, agent: computed(() => nameIn(things.value.value?.agents)), group: computed(() => nameIn(things.value.value?.groups)) };
}
