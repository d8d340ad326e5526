import { cardOf, factsOf, withCard, type BroughtCard } from '../../services/brought';
import { withoutKf, type EntryCard, type TapKind } from '../../services/entry-card';
import { kfWords } from '../../services/kf-words';
import { goTo } from '../../services/navigate';
import type { KfFailure } from '../../services/open-kf';
import { chatPage, leavePage } from '../../services/page-paths';
import type { Language } from '../../services/shared-values/asking/language';
import { services } from '../../services/this-program';
import { contactEntriesView } from './view';

const noTrouble = { key: '', text: '' };
const noKeys: string[] = [];
/** A merchant's page may have set anything. */
const keysOf = (entries: unknown): readonly string[] => (Array.isArray(entries) ? entries.filter((key) => typeof key === 'string') : []);
/** How each of them stops looking after its buttons. */
const watching = new WeakMap<object, () => void>();

/**
 * The contact buttons, for any page of ours or of a merchant. `entries`: keys in the wanted order, none for all. `look`: `list` or `compact`.
 * `card`: the product or order to be sent to the agent; `facts`: what the merchant's server signed about the visitor. `language`: '' for the visitor's choice.
 */
Component({
  properties: {
    entries: { type: Array, value: noKeys },
    look: { type: String, value: 'list' },
    card: { type: Object, value: {} },
    facts: { type: Object, value: {} },
    language: { type: String, value: '' },
  },
  data: { ...contactEntriesView({ phase: 'loading' }, { keys: [], card: undefined }, 'zh', 0), trouble: noTrouble, bones: [1, 2, 3] },
  observers: {
    facts(facts: unknown) {
      services().facts.bring(factsOf(facts));
    },
    'entries, card, language'() {
      this.setData({ trouble: noTrouble });
      this.draw();
    },
  },
  lifetimes: {
    attached() {
      this.watch();
    },
    detached() {
      this.stop();
    },
  },
  pageLifetimes: {
    show() {
      this.setData({ trouble: noTrouble });
      this.watch();
    },
    hide() {
      this.stop();
    },
  },
  methods: {
    /** A page that appears says so twice to what it was made with. */
    watch() {
      this.stop();
      watching.set(this, services().entries.watch(() => this.draw()));
    },
    stop() {
      watching.get(this)?.();
      watching.delete(this);
    },
    draw() {
      const { entries, language, timers } = services();
      const chosen: Language = this.data.language === 'zh' || this.data.language === 'en' ? this.data.language : language.current();
      const view = contactEntriesView(entries.state(), { keys: keysOf(this.data.entries), card: this.brought() }, chosen, timers.now());
      this.setData({ ...view, cards: this.usable(view.cards) });
    },
    brought(): BroughtCard | undefined {
      return cardOf(this.data.card);
    },
    /** The entry whose 微信客服 failed goes by the other road until the page is shown again. */
    usable(cards: readonly EntryCard[]): EntryCard[] {
      return cards.map((card) => (card.key === this.data.trouble.key ? withoutKf(card) : card));
    },
    onRetry() {
      void services().entries.retry();
    },
    onOpen({ detail: { key, tap } }: { detail: { key: string; tap: TapKind } }) {
      goTo(tap === 'chat' ? withCard(chatPage(key), this.brought()) : leavePage(key));
    },
    onKfFailed({ detail: { key, failure } }: { detail: { key: string; failure: KfFailure } }) {
      const otherRoad = this.data.cards.some((card) => card.key === key && withoutKf(card).tap === 'contact');
      this.setData({ trouble: { key, text: kfWords(services().language.current(), failure, otherRoad) } });
      this.setData({ cards: this.usable(this.data.cards) });
    },
    onCardReturn({ detail: { page } }: { detail: { page: string } }) {
      goTo(page);
    },
    onLeave({ currentTarget }: { currentTarget: { dataset: { key: string } } }) {
      goTo(leavePage(currentTarget.dataset.key));
    },
  },
});
