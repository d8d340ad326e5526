import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { useSend } from '../frame/api/use-send';
import type { Words } from '../frame/language';
import { agentsApi, entriesApi, groupsApi } from './api/draft-lists';

const FRESH_MS = 60_000;

/** What people call agents, groups and entries, for pages that hold keys only. A key that nobody has a name for is shown as it is. */
export const useNames = defineStore('names', () => {
  const send = useSend();
  const [agents, groups, entries] = [shallowRef<ReadonlyMap<string, string>>(new Map()), shallowRef<ReadonlyMap<string, string>>(new Map()), shallowRef<ReadonlyMap<string, Words>>(new Map())];
  let freshUntil = 0;

  /** Reads them, unless that was done a moment ago. */
  async function refresh(): Promise<void> {
    if (Date.now() < freshUntil) return;
    freshUntil = Date.now() + FRESH_MS;
    const [people, teams, buttons] = await Promise.all([agentsApi(send).list(), groupsApi(send).list(), entriesApi(send).list()]);
    if (people.ok) agents.value = new Map(people.value.items.map(({ key, name }) => [key, name]));
    if (teams.ok) groups.value = new Map(teams.value.items.map(({ key, name }) => [key, name]));
    if (buttons.ok) entries.value = new Map(buttons.value.items.map(({ key, label }) => [key, label]));
    if (!people.ok || !teams.ok || !buttons.ok) freshUntil = 0;
  }
  return {
    agents, groups, entries, refresh,
    agent: (key: string): string => agents.value.get(key) ?? key,
    group: (key: string): string => groups.value.get(key) ?? key,
    entry: (key: string): Words => entries.value.get(key) ?? { zh: key },
  };
});
