import { blankHead } from '../../services/chat-head';

/** Who answers in a chat and how it stands. Events: `end` when he wants it ended, `trouble` when he taps what is wrong. */
Component({
  properties: {
    head: { type: Object, value: blankHead },
    end: { type: String, value: '' },
  },
  data: { failedPicture: '' },
  methods: {
    onEnd() {
      this.triggerEvent('end');
    },
    onTrouble() {
      this.triggerEvent('trouble');
    },
    onPictureError() {
      this.setData({ failedPicture: this.data.head.picture });
    },
  },
});
