import { entryOfCard, type CardReturn } from '../../services/card-return';
import { blankCard } from '../../services/entry-card';
import { openKf } from '../../services/open-kf';

/**
 * One entry as one button of the right kind: WeChat's contact button, 微信客服, or a way to one of our pages. `look`: a `card` in a list or one `large` button.
 * Events: `open` {key, tap} for our pages, `kffailed` {key, failure}, `cardreturn` {entry} when the visitor comes back by a card in WeChat's chat.
 */
Component({
  properties: {
    card: { type: Object, value: blankCard },
    look: { type: String, value: 'card' },
  },
  data: { failedPicture: '' },
  methods: {
    onKf() {
      const { key, kf } = this.data.card;
      openKf(kf, (failure) => this.triggerEvent('kffailed', { key, failure }));
    },
    onOpen() {
      const { key, tap } = this.data.card;
      this.triggerEvent('open', { key, tap });
    },
    onContact(event: { detail?: CardReturn }) {
      const entry = entryOfCard(event.detail);
      if (entry !== '') this.triggerEvent('cardreturn', { entry });
    },
    onPictureError() {
      this.setData({ failedPicture: this.data.card.picture });
    },
  },
});
