import { isOpen, oneConversation } from '../../services/conversations';
import { listChanges } from '../../services/list-changes';
import { goTo, replaceBy, setTitle } from '../../services/navigate';
import { openItem } from '../../services/open-item';
import { chatPage, conversationOfQuery, conversationsPage, entryPage } from '../../services/page-paths';
import { services } from '../../services/this-program';
import type { Transcript } from '../../services/transcript';
import { transcriptView } from './view';

const nothing = (): void => undefined;
const noTranscript = (): Transcript | undefined => undefined;

Page({
  data: {
    ...transcriptView({ lines: () => [], phase: () => 'loading', picture: () => 'loading' }, '', { phase: 'loading' }, { phase: 'loading' }, 'zh', 0),
    trouble: '', bones: [1, 2, 3],
  },
  id: '',
  transcript: noTranscript(),
  stopWatching: nothing,

  onLoad(query: { c?: string }) {
    this.id = conversationOfQuery(query);
    this.transcript = services().transcript(this.id, () => this.draw());
  },
  onShow() {
    const { conversations, entries } = services();
    // what is new there may be in this one
    const stops = [conversations.watch(() => void this.transcript?.read()), entries.watch(() => this.draw())];
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
    if (this.transcript === undefined) return;
    const { conversations, entries, language, timers } = services();
    const { items, ...view } = transcriptView(this.transcript, this.id, conversations.state(), entries.state(), language.current(), timers.now());
    this.setData({ ...view, ...listChanges('items', this.data.items, items) });
    setTitle(view.title);
  },

  async onRetry() {
    await Promise.all([this.transcript?.read(), services().conversations.retry()]);
  },
  onNotice() {
    if (this.data.act === 'list') replaceBy(conversationsPage);
    else void this.onRetry();
  },
  onGoOn() {
    const one = oneConversation(services().conversations.state(), this.id);
    if (one !== undefined) goTo(one.channel === 'chat' && isOpen(one) ? chatPage(one.entry) : entryPage(one.entry));
  },
  onOpen({ detail: { id } }: { detail: { id: string } }) {
    const { transcript } = this;
    const line = transcript?.lines().find((one) => one.id === id);
    const item = this.data.items.find((one) => one.id === id);
    if (transcript === undefined || line === undefined || item === undefined) return;
    void openItem(item, {
      items: this.data.items, language: services().language.current(),
      again: () => transcript.pictureAgain(line), file: () => transcript.file(line), tell: (trouble) => this.setData({ trouble }),
    });
  },
});
