import type { SaidBody } from '../../../shared/http/chat';
import { whenBackOnline } from '../../services/back-online';
import { broughtBy, type BroughtCard } from '../../services/brought';
import type { ChatItem } from '../../services/chat-items';
import type { ChatRoom } from '../../services/chat-room';
import { sayChat } from '../../services/chat-words';
import { listChanges } from '../../services/list-changes';
import { goHome, goTo, setTitle } from '../../services/navigate';
import { openItem } from '../../services/open-item';
import { entryOfQuery, leavePage } from '../../services/page-paths';
import type { Attachment } from '../../services/sending-up';
import { services } from '../../services/this-program';
import { chatPageView, itemsOf } from './view';

const nothing = (): void => undefined;
const noRoom = (): ChatRoom | undefined => undefined;
/** What he comes from, until he has sent it or does not want to. */
const nothingOffered = (): BroughtCard | false => false;
const noItems: readonly ChatItem[] = [];
const quiet = { connection: 'connecting', lines: [], earlier: 'none', typing: false, readTo: 0, unread: 0 } as const;

Page({
  data: {
    ...chatPageView(quiet, { phase: 'loading' }, { key: '', language: 'zh', isAtEnd: true, isSurveyPutOff: false }),
    items: noItems, into: '', trouble: '', offered: nothingOffered(),
  },
  key: '',
  room: noRoom(),
  isAtEnd: true,
  isSurveyPutOff: false,
  isDue: false,
  isShown: false,
  scrolled: { top: 0, height: 0 },
  stop: nothing,

  onLoad(query: { e?: string; card?: string; facts?: string }) {
    this.key = entryOfQuery(query);
    const { card, facts } = broughtBy(query);
    services().facts.bring(facts);
    if (card !== undefined) this.setData({ offered: card });
    this.room = services().chat(this.key);
  },
  onShow() {
    const { room } = this;
    if (room === undefined) return;
    const { entries } = services();
    const stops = [room.watch(() => this.drawSoon()), entries.watch(() => this.drawSoon()), whenBackOnline(room.start)];
    this.stop = () => {
      this.stop = nothing;
      this.isShown = false;
      stops.forEach((stop) => stop());
      room.stop();
    };
    this.isShown = true;
    room.start();
  },
  onHide() {
    this.stop();
  },
  onUnload() {
    this.stop();
  },

  /** Several pieces of news at once are drawn once. */
  drawSoon() {
    if (this.isDue) return;
    this.isDue = true;
    void Promise.resolve().then(() => {
      this.isDue = false;
      this.draw();
    });
  },
  draw() {
    const { room } = this;
    if (room === undefined) return;
    const { entries, language, timers } = services();
    const view = chatPageView(room.view(), entries.state(), { key: this.key, language: language.current(), isAtEnd: this.isAtEnd, isSurveyPutOff: this.isSurveyPutOff });
    const items = itemsOf(room, language.current(), timers.now());
    const { items: shown } = this.data;
    const first = shown[0]?.id;
    const isNew = items[items.length - 1]?.id !== shown[shown.length - 1]?.id;
    const isOlder = !isNew && first !== undefined && items[0]?.id !== first;
    // setData changes what it holds in place: nothing of `shown` may be read after it
    this.setData({ ...view, ...listChanges('items', shown, items) });
    setTitle(view.title);
    if (this.isAtEnd) {
      if (isNew) this.onToEnd();
      if (this.isShown) room.seen();
      // older words came above those he reads, which stay where they are
    } else if (isOlder) this.setData({ into: `line-${first}` });
  },

  onToEnd() {
    this.isAtEnd = true;
    // only a change scrolls, so there are two ends
    this.setData({ into: this.data.into === 'end-a' ? 'end-b' : 'end-a', news: '' });
    if (this.isShown) this.room?.seen();
  },
  onBottom() {
    if (this.isAtEnd) return;
    this.isAtEnd = true;
    this.drawSoon();
  },
  onScroll({ detail: { scrollTop, scrollHeight } }: { detail: { scrollTop: number; scrollHeight: number } }) {
    const isUp = scrollHeight === this.scrolled.height && scrollTop < this.scrolled.top - 4;
    this.scrolled = { top: scrollTop, height: scrollHeight };
    if (!isUp || !this.isAtEnd) return;
    this.isAtEnd = false;
    this.drawSoon();
  },
  onDrawn() {
    if (this.isAtEnd) this.onToEnd();
  },
  onEarlier() {
    if (this.room?.view().earlier === 'more') this.room.earlier();
  },

  onOfferedSend() {
    const { offered } = this.data;
    if (offered === false) return;
    this.onOfferedClose();
    this.say(offered);
  },
  onOfferedClose() {
    this.setData({ offered: false });
  },
  /** Anything the server takes, such as the card of what he looked at. */
  say(body: SaidBody) {
    this.isAtEnd = true;
    this.room?.say(body);
  },
  onSay({ detail: { text } }: { detail: { text: string } }) {
    this.setData({ trouble: '' });
    this.say({ kind: 'text', text });
  },
  onAttach({ detail: { attachment } }: { detail: { attachment: Attachment } }) {
    this.isAtEnd = true;
    this.setData({ trouble: '' });
    this.room?.send(attachment);
  },
  onWriting() {
    this.room?.typing();
  },
  onTrouble({ detail: { text } }: { detail: { text: string } }) {
    this.setData({ trouble: text });
  },
  onAgain({ detail: { id } }: { detail: { id: string } }) {
    this.room?.again(id);
  },
  onDrop({ detail: { id } }: { detail: { id: string } }) {
    this.room?.drop(id);
  },

  onOpen({ detail: { id } }: { detail: { id: string } }) {
    const { room } = this;
    const item = this.data.items.find((one) => one.id === id);
    const line = room?.view().lines.find((one) => one.id === id);
    if (room === undefined || item === undefined) return;
    void openItem(item, {
      items: this.data.items, language: this.data.language, again: () => room.again(id), tell: (trouble) => this.setData({ trouble }),
      file: () => (line === undefined ? Promise.resolve({ ok: false, code: 'not-found' }) : room.file(line)),
    });
  },

  onEnd() {
    const { data: { language } } = this;
    wx.showModal({
      title: sayChat(language, 'endTitle'), content: sayChat(language, 'endText'), confirmText: sayChat(language, 'endYes'), cancelText: sayChat(language, 'endNo'),
      success: ({ confirm }) => {
        if (confirm) this.room?.end();
      },
    });
  },
  onRate({ detail: { stars, comment } }: { detail: { stars: number; comment: string } }) {
    this.room?.rate(stars, comment);
  },
  onLater() {
    this.isSurveyPutOff = true;
    this.draw();
  },
  onGoOn() {
    this.room?.start();
  },

  onNotice() {
    const { act } = this.data;
    if (act === 'leave') this.onLeave();
    else if (act === 'home') this.onHome();
    else this.room?.start();
  },
  onLeave() {
    goTo(leavePage(this.key));
  },
  onHome() {
    goHome();
  },
});
