import { noNotice, type Notice } from '../../services/notice';

/** Words in place of the content: empty, offline, an error, or something gone; event `act` when its button is tapped. */
Component({
  properties: { notice: { type: Object, value: noNotice satisfies Notice } },
  methods: {
    onAct() {
      this.triggerEvent('act');
    },
  },
});
