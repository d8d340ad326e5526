import { sayChat } from '../../services/chat-words';
import type { Language } from '../../services/shared-values/asking/language';

const blank = { title: '' };
const words = (language: Language) => ({ hint: sayChat(language, 'offeredHint'), send: sayChat(language, 'send'), notNow: sayChat(language, 'offeredNotNow') });

/** The product or order the visitor comes from, to be sent to the agent: event `send`, or `close` when he does not want to. */
Component({
  properties: {
    card: { type: Object, value: blank },
    language: { type: String, value: 'zh' },
  },
  data: { ...words('zh'), failedPicture: '' },
  observers: {
    language(language: Language) {
      this.setData(words(language));
    },
  },
  methods: {
    onSend() {
      this.triggerEvent('send');
    },
    onClose() {
      this.triggerEvent('close');
    },
    onPictureError() {
      this.setData({ failedPicture: String(Reflect.get(this.data.card, 'image')) });
    },
  },
});
