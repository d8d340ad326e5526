import { goTo, setTitle } from '../../services/navigate';
import { conversationsPage } from '../../services/page-paths';
import { services } from '../../services/this-program';
import { homeView } from './view';

const nothing = (): void => undefined;

Page({
  data: homeView({ phase: 'loading' }, { phase: 'loading' }, 'zh'),
  stopWatching: nothing,

  onShow() {
    const { entries, conversations } = services();
    const stops = [entries.watch(() => this.draw()), conversations.watch(() => this.draw())];
    this.stopWatching = () => stops.forEach((stop) => stop());
  },
  onHide() {
    this.stopWatching();
  },
  onUnload() {
    this.stopWatching();
  },
  async onPullDownRefresh() {
    const { entries, conversations } = services();
    await Promise.all([entries.retry(), conversations.retry()]);
    void wx.stopPullDownRefresh();
  },

  draw() {
    const { entries, conversations, language } = services();
    const view = homeView(entries.state(), conversations.state(), language.current());
    this.setData(view);
    setTitle(view.title);
  },

  onLanguage() {
    const { language } = services();
    language.choose(language.current() === 'zh' ? 'en' : 'zh');
    this.draw();
  },
  onConversations() {
    goTo(conversationsPage);
  },
});
