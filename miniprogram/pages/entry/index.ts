import { broughtBy, withCard, type Brought } from '../../services/brought';
import { withoutKf, type TapKind } from '../../services/entry-card';
import { kfWords } from '../../services/kf-words';
import type { KfFailure } from '../../services/open-kf';
import { goHome, goTo, setTitle } from '../../services/navigate';
import { chatPage, entryOfQuery, entryPage, leavePage } from '../../services/page-paths';
import { services } from '../../services/this-program';
import { entryPageView } from './view';

const nothing = (): void => undefined;
const nothingBrought = (): Brought => ({});

Page({
  data: { ...entryPageView({ phase: 'loading' }, '', 'zh', 0), failedAvatar: '', trouble: '' },
  key: '',
  brought: nothingBrought(),
  stopWatching: nothing,

  onLoad(query: { e?: string; card?: string; facts?: string }) {
    this.key = entryOfQuery(query);
    this.brought = broughtBy(query);
    services().facts.bring(this.brought.facts);
  },
  onShow() {
    this.setData({ trouble: '' });
    this.stopWatching = services().entries.watch(() => this.draw());
  },
  onHide() {
    this.stopWatching();
  },
  onUnload() {
    this.stopWatching();
  },

  draw() {
    const { entries, language, timers } = services();
    const view = entryPageView(entries.state(), this.key, language.current(), timers.now(), this.brought.card);
    this.setData(this.data.trouble === '' ? view : { ...view, card: withoutKf(view.card) });
    setTitle(view.title);
  },

  onNotice() {
    if (this.data.phase === 'unknown') this.onHome();
    else this.onRetry();
  },
  onRetry() {
    void services().entries.retry();
  },
  onHome() {
    goHome();
  },
  onAvatarError() {
    this.setData({ failedAvatar: this.data.avatar });
  },

  onOpen({ detail: { key, tap } }: { detail: { key: string; tap: TapKind } }) {
    goTo(tap === 'chat' ? withCard(chatPage(key), this.brought.card) : leavePage(key));
  },
  onKfFailed({ detail: { failure } }: { detail: { failure: KfFailure } }) {
    const card = withoutKf(this.data.card);
    this.setData({ trouble: kfWords(services().language.current(), failure, card.tap === 'contact'), card });
  },
  onCardReturn({ detail: { page } }: { detail: { page: string } }) {
    // the card of this very entry leads to where the visitor already is
    if (page !== entryPage(this.key)) goTo(page);
  },
  onLeave() {
    goTo(leavePage(this.key));
  },
});
