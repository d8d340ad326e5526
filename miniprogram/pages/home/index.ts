import type { ZhidaApp } from '../../services/compose';
import type { TapKind } from '../../services/entry-card';
import { kfWords } from '../../services/kf-words';
import type { KfFailure } from '../../services/open-kf';
import { goTo, setTitle } from '../../services/navigate';
import { chatPage, entryPage, leavePage } from '../../services/page-paths';
import { homeView } from './view';

const services = () => getApp<ZhidaApp>().services;
const nothing = (): void => undefined;
const noTrouble = { key: '', text: '' };

Page({
  data: { ...homeView({ phase: 'loading' }, 'zh', 0), trouble: noTrouble },
  stopWatching: nothing,

  onShow() {
    this.setData({ trouble: noTrouble });
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
    const view = homeView(entries.state(), language.current(), timers.now());
    this.setData(view);
    setTitle(view.title);
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
    this.setData({ trouble: { key, text: kfWords(services().language.current(), failure) } });
  },
  onCardReturn({ detail: { entry } }: { detail: { entry: string } }) {
    goTo(entryPage(entry));
  },
  onLeave({ currentTarget }: { currentTarget: { dataset: { key: string } } }) {
    goTo(leavePage(currentTarget.dataset.key));
  },
});
