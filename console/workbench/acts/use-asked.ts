import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Words } from '../../frame/language';
import { useLine } from '../line/use-line';

/** A colleague asks him to take a conversation over. */
export interface Ask {
  readonly conversation: string;
  /** Ms since 1970, by the server's clock. */
  readonly until: number;
  readonly words: Words;
  readonly note?: string | undefined;
}
/** He has asked a colleague. */
export interface Sent {
  readonly conversation: string;
  /** The colleague's name. */
  readonly to: string;
  readonly until: number;
}

/** Questions between colleagues that stand now, to him and by him. */
export const useAsked = defineStore('asked', () => {
  const line = useLine();
  const toHim = shallowRef<readonly Ask[]>([]);
  const byHim = shallowRef<readonly Sent[]>([]);
  const others = <T extends { conversation: string }>(all: readonly T[], conversation: string): T[] => all.filter((one) => one.conversation !== conversation);
  const drop = (conversation: string): void => void (toHim.value = others(toHim.value, conversation));
  const settle = (conversation: string): void => void (byHim.value = others(byHim.value, conversation));

  line.hear((frame) => {
    // On a new line what still stands is told again.
    if (frame.type === 'ready') toHim.value = [];
    if (frame.type !== 'told') return;
    const { kind } = frame;
    if (kind === 'asked') toHim.value = [...others(toHim.value, frame.conversation), { conversation: frame.conversation, until: frame.until, words: frame.words, note: frame.note }];
    if (kind === 'asked-no-more') drop(frame.conversation);
    if (kind === 'ask-declined' || kind === 'ask-expired' || kind === 'moved' || kind === 'closed') settle(frame.conversation);
  });

  return {
    toHim, byHim, drop,
    sent: (ask: Sent): void => void (byHim.value = [...others(byHim.value, ask.conversation), ask]),
  };
});
