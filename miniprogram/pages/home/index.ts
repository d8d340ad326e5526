import { withoutKf, type EntryCard, type TapKind } from '../../services/entry-card';
import { kfWords } from '../../services/kf-words';
import type { KfFailure } from '../../services/open-kf';
import { goTo, setTitle } from '../../services/navigate';
import { services } from '../../services/this-program';
import { chatPage, conversationsPage, entryPage, leavePage } from '../../services/page-paths';
import { homeView } from './view';

const nothing = (): void => undefined;
const noTrouble = { key: '', text: '' };

Page({
  data: { ...homeView({ phase: 'loading' }, { phase: 'loading' }, 'zh', 0), trouble: noTrouble, bones: [1, 2, 3] },
  stopWatching: nothing,

  onShow() {
    this.setData({ trouble: noTrouble });
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

  draw() {
    const { entries, conversations, language, timers } = services();
    const view = homeView(entries.state(), conversations.state(), language.current(), timers.now());
    this.setData({ ...view, cards: this.usable(view.cards) });
    setTitle(view.title);
  },

  /** The entry whose 微信客服 failed goes by the other road until the page is shown again. */
  usable(cards: readonly EntryCard[]): EntryCard[] {
    return cards.map((card) => (card.key === this.data.trouble.key ? withoutKf(card) : card));
  },

  onRetry() {
    void services().entries.retry();
  },
  onLanguage() {
    const { language } = services();
    language.choose(language.current() === 'zh' ? 'en' : 'zh');
    this.setData({ trouble: noTrouble });
    this.draw();
  },

  onOpen({ detail: { key, tap } }: { detail: { key: string; tap: TapKind } }) {
    goTo(tap === 'chat' ? chatPage(key) : leavePage(key));
  },
  onKfFailed({ detail: { key, failure } }: { detail: { key: string; failure: KfFailure } }) {
    const otherRoad = this.data.cards.some((card) => card.key === key && withoutKf(card).tap === 'contact');
    this.setData({ trouble: { key, text: kfWords(services().language.current(), failure, otherRoad) } });
    this.setData({ cards: this.usable(this.data.cards) });
  },
  onCardReturn({ detail: { entry } }: { detail: { entry: string } }) {
    goTo(entryPage(entry));
  },
  onConversations() {
    goTo(conversationsPage);
  },
  onLeave({ currentTarget }: { currentTarget: { dataset: { key: string } } }) {
    goTo(leavePage(currentTarget.dataset.key));
  },
});
