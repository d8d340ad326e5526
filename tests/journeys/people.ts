import { EntriesAnswer, LoginAnswer, OwnConversationsAnswer, type EntryView } from '../../shared/http/visitor';
import { ask } from './ask';
import type { Platform } from './platform';
import type { MemberLine } from './platform-answers';
import { tagged } from './words';

/** Somebody with the mini-program in his hand. Every act answers what became of its push. */
export type Visitor = Awaited<ReturnType<typeof createVisitor>>;
export type Member = ReturnType<typeof createMember>;

const state = async (act: Promise<{ state: string | null }>): Promise<string | null> => (await act).state;

/** Signs in as the mini-program does: login code, token, entries. */
export async function createVisitor(platform: Platform, serverUrl: () => string, name: string) {
  const { openid, code } = await platform.newVisitor(name);
  const { token } = await ask(LoginAnswer, `${serverUrl()}/api/visitor/login`, { method: 'POST', body: { code } });
  const entries = async (): Promise<EntryView[]> => (await ask(EntriesAnswer, `${serverUrl()}/api/visitor/entries`, { token })).entries;

  async function button(key: string): Promise<EntryView> {
    const found = (await entries()).find((entry) => entry.key === key);
    if (!found) throw new Error(`no button ${key}`);
    return found;
  }

  async function sessionFrom(key: string): Promise<string> {
    const { invitation } = await button(key);
    if (invitation.kind !== 'contact') throw new Error(`${key} is no contact button: ${invitation.kind}`);
    return invitation.sessionFrom;
  }

  return {
    openid, name, token, entries, button,
    /** His own ones, the newest first. */
    conversations: async () => (await ask(OwnConversationsAnswer, `${serverUrl()}/api/visitor/conversations`, { token })).conversations,
    /** Allows (or not) the subscribe message his phone was told of, as the mini-program asks him to. */
    async allows(choice: 'accept' | 'reject' = 'accept') {
      const { site } = await ask(EntriesAnswer, `${serverUrl()}/api/visitor/entries`, { token });
      if (site.notice === undefined) throw new Error('the phone was told of no subscribe message');
      return state(platform.visitorAct(openid, 'subscribe', { choices: { [site.notice]: choice }, wait: true }));
    },
    /** What the button carries into WeChat's screen. */
    sessionFrom,
    tap: async (key: string) => state(platform.visitorAct(openid, 'enter', { sessionFrom: await sessionFrom(key), wait: true })),
    /** Says something with a number of its own; `wait: false` answers at once, as a phone does. */
    async say(text: string, { wait = true }: { wait?: boolean } = {}) {
      const words = tagged(text);
      return { ...words, state: await state(platform.visitorAct(openid, 'say', { text: words.text, wait })) };
    },
    /** What WeChat shows him under 服务通知. */
    notices: async () => (await platform.visitorPhone(openid)).received.filter(({ kind }) => kind === 'subscribe').map(({ content }) => content),
    /** The texts in his chat, from the first. */
    async reads(): Promise<string[]> {
      return (await platform.visitorPhone(openid)).received.filter(({ kind }) => kind !== 'subscribe').map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
    },
  };
}

/** An agent with WeCom on his phone. */
export function createMember(platform: Platform, userid: string) {
  const received = async (): Promise<MemberLine[]> => (await platform.memberPhone(userid)).received;

  async function card(about: string): Promise<MemberLine | undefined> {
    const cards = (await received()).filter((line) => line.card !== null && JSON.stringify(line.card.body).includes(about));
    return cards[cards.length - 1];
  }

  return {
    userid,
    menu: async (key: 'online' | 'away' | 'mine') => state(platform.memberAct(userid, 'menu', { key, wait: true })),
    async say(text: string) {
      const words = tagged(text);
      const act = await platform.memberAct(userid, 'say', { text: words.text, wait: true });
      return { ...words, state: act.state, answer: await answerTo(act.lineId) };
    },
    /** Sends a picture from his phone. */
    picture: async (bytes: Buffer) => state(platform.memberAct(userid, 'image', { base64: bytes.toString('base64'), wait: true })),
    received,
    /** His newest card whose content has `about` in it. */
    card,
    /** Taps the button with this text (or key) on his newest card about `about`; answers what became of the push. */
    async tap(about: string, text: string) {
      const line = await card(about);
      const button = line?.card?.buttons.find((one) => one.text === text || one.key === text);
      if (!line || !button) throw new Error(`${userid} has no card about ${about} with a button ${text}`);
      return state(platform.memberAct(userid, 'tap', { lineId: line.id, key: button.key, wait: true }));
    },
    /** The texts on his phone: relayed words, news and answers. */
    async reads(): Promise<string[]> {
      return (await received()).flatMap(({ kind, content }) => (kind === 'text' && typeof content === 'string' ? [content] : []));
    },
  };

  /** What the server answered to his line in the callback itself. */
  async function answerTo(lineId: string | null): Promise<string | undefined> {
    const { thread } = await platform.memberPhone(userid);
    const next = thread.slice(thread.findIndex(({ id }) => id === lineId) + 1).find(({ direction, msgid }) => direction === 'received' && msgid === null);
    return typeof next?.content === 'string' ? next.content : undefined;
  }
}
