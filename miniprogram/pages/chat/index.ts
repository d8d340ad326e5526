import { goHome, replaceBy, setTitle } from '../../services/navigate';
import { entryOfQuery, leavePage } from '../../services/page-paths';
import { services } from '../../services/this-program';
import { chatView } from './view';

const nothing = (): void => undefined;

Page({
  data: chatView({ phase: 'loading' }, '', 'zh'),
  key: '',
  stopWatching: nothing,

  onLoad(query: { e?: string }) {
    this.key = entryOfQuery(query);
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
    const view = chatView(entries.state(), this.key, language.current());
    this.setData(view);
    setTitle(view.title);
  },

  onNotice() {
    const { phase } = this.data;
    if (phase === 'entry') replaceBy(leavePage(this.key));
    else if (phase === 'unknown') goHome();
    else void services().entries.retry();
  },
});
