import { sayChat } from '../../services/chat-words';
import { pickFile, pickPictures } from '../../services/pick';
import type { Language } from '../../services/shared-values/asking/language';
import { withoutLastSign } from '../../services/without-last-sign';

/** Where the visitor writes, and chooses faces, pictures and files. Events: `say` {text}, `attach` {attachment}, `writing`, `trouble` {text}, `opened` when it grows. */
Component({
  properties: { language: { type: String, value: 'zh' } },
  data: { words: {} as Record<string, string>, text: '', open: '' as '' | 'emoji' | 'more', keyboard: 0 },
  observers: {
    language(language: Language) {
      const keys = ['write', 'send', 'emoji', 'more', 'album', 'camera', 'chatFile', 'erase'] as const;
      this.setData({ words: Object.fromEntries(keys.map((key) => [key, sayChat(language, key)])) });
    },
  },
  methods: {
    onInput({ detail: { value } }: { detail: { value: string } }) {
      this.setData({ text: value });
      if (value !== '') this.triggerEvent('writing');
    },
    onFocus() {
      this.show('');
    },
    onKeyboard({ detail: { height } }: { detail: { height: number } }) {
      this.setData({ keyboard: height });
      if (height > 0) this.triggerEvent('opened');
    },
    onPick({ detail: { sign } }: { detail: { sign: string } }) {
      this.setData({ text: this.data.text + sign });
    },
    onErase() {
      this.setData({ text: withoutLastSign(this.data.text) });
    },
    onSend() {
      const text = this.data.text.trim();
      if (text === '') return;
      this.setData({ text: '' });
      this.triggerEvent('say', { text });
    },

    onEmoji() {
      this.show(this.data.open === 'emoji' ? '' : 'emoji');
    },
    onMore() {
      this.show(this.data.open === 'more' ? '' : 'more');
    },
    show(open: '' | 'emoji' | 'more') {
      this.setData({ open });
      if (open !== '') this.triggerEvent('opened');
    },

    onPictures({ currentTarget }: { currentTarget: { dataset: { from: 'album' | 'camera' } } }) {
      pickPictures(currentTarget.dataset.from, (paths) => paths.forEach((path) => this.attach({ kind: 'image', path, name: '' })), () => this.fail());
    },
    onFile() {
      pickFile(({ path, name }) => this.attach({ kind: 'file', path, name }), () => this.fail());
    },
    attach(attachment: { kind: 'image' | 'file'; path: string; name: string }) {
      this.show('');
      this.triggerEvent('attach', { attachment });
    },
    fail() {
      this.triggerEvent('trouble', { text: sayChat(this.data.language === 'en' ? 'en' : 'zh', 'pickFailed') });
    },
  },
});
