import { defineStore } from 'pinia';
import { timers } from '../this-browser';

/** So long after an act of his its consequence may be told. */
const FRESH_MS = 10_000;

/** Conversations he has just passed on, given back or ended on this page: what follows from that is no news to him. */
export const useOwnActs = defineStore('own-acts', () => {
  const acted = new Map<string, number>();
  return {
    did: (conversation: string): void => void acted.set(conversation, timers.now()),
    isFresh: (conversation: string): boolean => timers.now() - (acted.get(conversation) ?? -FRESH_MS) < FRESH_MS,
  };
});
