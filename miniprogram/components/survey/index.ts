import { sayChat } from '../../services/chat-words';
import type { Language } from '../../services/shared-values/asking/language';

/** Asks how it was: stars, and words if he likes. `stars` is what he said so far, 0 for nothing. Events: `rate` {stars, comment}, `later`. */
Component({
  properties: {
    language: { type: String, value: 'zh' },
    stars: { type: Number, value: 0 },
  },
  data: { words: {} as Record<string, string>, labels: [] as string[], chosen: 0, sent: false },
  observers: {
    'language, stars'(language: Language, stars: number) {
      const words = { ask: sayChat(language, 'surveyAsk'), thanks: sayChat(language, 'surveyThanks'), hint: sayChat(language, 'surveyWords'), send: sayChat(language, 'surveySend'), later: sayChat(language, 'surveyLater') };
      this.setData({ words, labels: [1, 2, 3, 4, 5].map((count) => sayChat(language, 'star', { count })), chosen: this.data.chosen === 0 ? stars : this.data.chosen });
    },
  },
  methods: {
    onStar({ currentTarget }: { currentTarget: { dataset: { at: number } } }) {
      this.setData({ chosen: currentTarget.dataset.at + 1, sent: false });
    },
    onComment({ detail: { value } }: { detail: { value: string } }) {
      this.setData({ comment: value });
    },
    onSend() {
      const { chosen, comment = '' }: { chosen: number; comment?: string } = this.data;
      if (chosen === 0) return;
      this.setData({ sent: true });
      this.triggerEvent('rate', { stars: chosen, comment: comment.trim() });
    },
    onLater() {
      this.triggerEvent('later');
    },
  },
});
