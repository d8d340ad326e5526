import { emojis } from '../../services/shared-values/emoji';

/** Faces to choose from. Events: `pick` {sign}, `erase`. */
Component({
  properties: { erase: { type: String, value: '' } },
  data: { emojis },
  methods: {
    onPick({ currentTarget }: { currentTarget: { dataset: { sign: string } } }) {
      this.triggerEvent('pick', { sign: currentTarget.dataset.sign });
    },
    onErase() {
      this.triggerEvent('erase');
    },
  },
});
