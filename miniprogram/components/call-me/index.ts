import { askPermit, type PermitAnswer } from '../../services/ask-permit';
import type { Language } from '../../services/shared-values/asking/language';
import { say, type WordKey } from '../../services/words';

const unasked = (): PermitAnswer | '' => '';
const answers: Readonly<Record<PermitAnswer, WordKey>> = { allowed: 'callMeAllowed', declined: 'callMeDeclined', off: 'callMeOff' };

/** Offers to call the visitor back by one subscribe message of `template`, and then says what became of it. Draws nothing without a template. */
Component({
  properties: {
    template: { type: String, value: '' },
    offer: { type: String, value: '' },
    language: { type: String, value: 'zh' },
  },
  data: { permit: unasked(), answer: '' },
  observers: {
    'language, permit'(language: Language, permit: PermitAnswer | '') {
      this.setData({ answer: permit === '' ? '' : say(language, answers[permit]) });
    },
  },
  methods: {
    onAsk() {
      askPermit(this.data.template, (permit) => this.setData({ permit }));
    },
  },
});
