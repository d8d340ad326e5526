import { entryOfCard, pageOfCard, type CardReturn } from '../../services/card-return';
import { blankCard } from '../../services/entry-card';
import { openKf } from '../../services/open-kf';
import { entryPage } from '../../services/page-paths';

/**
 * One entry as one button of the right kind: WeChat's contact button, 微信客服, or a way to one of our pages. `look`: a `card` in a list, a `compact` one or one `large` button.
 * Events: `open` {key, tap} for our pages, `kffailed` {key, failure}, `cardreturn` {page} when the visitor comes back by a card in WeChat's chat.
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
      const page = entry === '' ? pageOfCard(event.detail) : entryPage(entry);
      if (page !== '') this.triggerEvent('cardreturn', { page });
    },
    onPictureError() {
      this.setData({ failedPicture: this.data.card.picture });
    },
  },
});
