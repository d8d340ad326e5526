/** Somebody the platform lists as within our reach. `name` is absent when it is withheld. */
export interface ListedMember {
  address: string;
  name?: string;
}

/** Where somebody stands whom the list does not name. `out-of-range`: he may still work there, we just do not see him. */
export type Standing = 'there' | 'left' | 'switched-off' | 'out-of-range';

/** `failed`: nothing may be concluded. `forPeople`: somebody must put a setting right; else it may go better later. */
export type Asked<T> = { kind: 'read'; value: T } | { kind: 'failed'; why: string; forPeople: boolean; words?: { zh: string; en: string } };

/** The people of the platform the agents work in. */
export interface Directory {
  /** All it lists, each once; `hidden` counts departments it does not let us look into. */
  members(): Promise<Asked<{ members: ListedMember[]; hidden: number }>>;
  standing(address: string): Promise<Asked<Standing>>;
}
