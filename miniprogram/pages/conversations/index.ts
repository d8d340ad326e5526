import { isOpen, oneConversation } from '../../services/conversations';
import { goHome, goTo, setTitle } from '../../services/navigate';
import { chatPage, transcriptPage } from '../../services/page-paths';
import { services } from '../../services/this-program';
import { conversationsView } from './view';

const nothing = (): void => undefined;
/** Addresses of portraits that did not load. */
const noFailures = (): Record<string, boolean> => ({});

Page({
  data: { ...conversationsView({ phase: 'loading' }, { phase: 'loading' }, 'zh', 0), alertsOn: true, failed: noFailures(), bones: [1, 2, 3] },
  stopWatching: nothing,

  onShow() {
    const { conversations, entries } = services();
    const stops = [conversations.watch(() => this.draw()), entries.watch(() => this.draw())];
    this.stopWatching = () => stops.forEach((stop) => stop());
  },
  onHide() {
    this.stopWatching();
  },
  onUnload() {
    this.stopWatching();
  },
  async onPullDownRefresh() {
    await this.onRetry();
    void wx.stopPullDownRefresh();
  },

  draw() {
    const { conversations, entries, language, timers, alerts } = services();
    const view = conversationsView(conversations.state(), entries.state(), language.current(), timers.now());
    this.setData({ ...view, alertsOn: alerts.isOn() });
    setTitle(view.title);
  },

  onRetry(): Promise<void> {
    return services().conversations.retry();
  },
  onNotice() {
    if (this.data.act === 'home') goHome();
    else void this.onRetry();
  },
  onConversation({ currentTarget }: { currentTarget: { dataset: { id: string } } }) {
    const one = oneConversation(services().conversations.state(), currentTarget.dataset.id);
    if (one !== undefined) goTo(one.channel === 'chat' && isOpen(one) ? chatPage(one.entry) : transcriptPage(one.id));
  },
  onPictureError({ currentTarget }: { currentTarget: { dataset: { picture: string } } }) {
    this.setData({ failed: { ...this.data.failed, [currentTarget.dataset.picture]: true } });
  },
  onAlerts({ detail: { value } }: { detail: { value: boolean } }) {
    services().alerts.choose(value);
    this.draw();
  },
});
