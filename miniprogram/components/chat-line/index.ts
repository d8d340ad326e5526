import { blankItem } from '../../services/chat-items';

/**
 * One line of a chat. Events, each with the line's `id`: `open` when its picture, file or card is tapped, `again` and `drop` for what failed, `drawn`
 * when a picture has got its size.
 */
Component({
  properties: {
    item: { type: Object, value: blankItem },
    again: { type: String, value: '' },
    drop: { type: String, value: '' },
  },
  methods: {
    tell(event: 'open' | 'again' | 'drop' | 'drawn') {
      this.triggerEvent(event, { id: this.data.item.id });
    },
    onOpen() {
      this.tell('open');
    },
    onAgain() {
      this.tell('again');
    },
    onDrop() {
      this.tell('drop');
    },
    onDrawn() {
      this.tell('drawn');
    },
  },
});
