import { askPermit } from '../../services/ask-permit';
import { goBack, setTitle } from '../../services/navigate';
import { entryOfQuery } from '../../services/page-paths';
import { noticeOf } from '../../services/one-entry';
import { services } from '../../services/this-program';
import { leaveView, type LeavePhase } from './view';

const nothing = (): void => undefined;
const writing = (restored: boolean): LeavePhase => ({ phase: 'writing', restored });

Page({
  data: { ...leaveView(writing(false), { phase: 'loading' }, '', 'zh'), text: '', contact: '', canSend: false },
  key: '',
  /** What stands in the fields; they are not written back while the visitor types, or the cursor would jump. */
  typed: { text: '', contact: '' },
  at: writing(false),
  /** Once while this page is open: a retry after a bad network asks nothing again. */
  asked: false,
  stopWatching: nothing,

  onLoad(query: { e?: string }) {
    this.key = entryOfQuery(query);
    const unsent = services().leftMessages.unsent(this.key);
    if (unsent !== undefined) this.fill(unsent.text, unsent.contact, writing(true));
  },
  onShow() {
    this.stopWatching = services().entries.watch(() => this.draw());
  },
  onHide() {
    this.stopWatching();
  },
  onUnload() {
    this.stopWatching();
  },

  draw() {
    const { entries, language } = services();
    const view = leaveView(this.at, entries.state(), this.key, language.current());
    this.setData(view);
    setTitle(view.title);
  },
  move(at: LeavePhase) {
    this.at = at;
    this.draw();
  },
  fill(text: string, contact: string, at: LeavePhase) {
    this.typed = { text, contact };
    this.setData({ text, contact, canSend: text.trim() !== '' });
    this.move(at);
  },

  onText({ detail: { value } }: { detail: { value: string } }) {
    this.typed = { ...this.typed, text: value };
    const canSend = value.trim() !== '';
    if (canSend !== this.data.canSend) this.setData({ canSend });
  },
  onContact({ detail: { value } }: { detail: { value: string } }) {
    this.typed = { ...this.typed, contact: value };
  },

  async onSend() {
    const text = this.typed.text.trim();
    if (text === '' || this.at.phase === 'sending') return;
    // The answer will come while he is away. The tap that sends is the only one WeChat lets us ask in; his words do not wait for it.
    const template = noticeOf(services().entries.state());
    if (template !== '' && !this.asked) askPermit(template);
    this.asked = true;
    this.move({ phase: 'sending' });
    const result = await services().leftMessages.leave({ entry: this.key, text, contact: this.typed.contact.trim() });
    this.move(result.ok ? { phase: 'sent', words: result.words } : { phase: 'failed', code: result.code });
  },
  onAnother() {
    this.fill('', '', writing(false));
  },
  onDone() {
    goBack();
  },
});
