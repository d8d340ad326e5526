import type { EntriesAnswer } from '../../../../shared/http/visitor';
import { isEntriesAnswer } from './answers';
import { createWatched, type Watched, type WatchedParts, type WatchedState } from './watched';

export type EntriesState = WatchedState<EntriesAnswer>;
export type Entries = Watched<EntriesAnswer>;

/** Tickets live in slots of 5 minutes, and people come and go: 15 s keeps both the button and its label true. */
const everyMs = 15_000;

/** The buttons with their truthful state and the invitation each needs before the tap. */
export const createEntries = (parts: Pick<WatchedParts<EntriesAnswer>, 'send' | 'timers' | 'random'>): Entries =>
  createWatched({ ...parts, path: '/api/visitor/entries', isAnswer: isEntriesAnswer, everyMs: () => everyMs });
