import { chatLine, type Chat } from './chat-sheet';
import { button, make } from './dom';
import type { Answer, Platform } from './platform';
import { at, listAt, textAt } from './reading';
import type { Say } from './words';

export type OpenedKf = { readonly ok: true; readonly chat: Chat } | { readonly ok: false; readonly why: string };

/** Enters 微信客服 by the link. The same customer stands behind the same phone every time. */
export const enterKf = async ({ platform, openid, say, url }: { platform: Platform; openid: string; say: Say; url: string }): Promise<OpenedKf> => {
  const failed = (answer: Answer): OpenedKf => ({ ok: false, why: answer.ok ? 'no customer' : answer.why });
  const known = await platform.post('/kf/customers', { openid });
  const customer = known.ok ? textAt(known.data, 'externalUserid') : '';
  if (customer === '') return failed(known);
  const entered = await platform.post(`/kf/customers/${customer}/enter`, { url });
  if (!entered.ok) return failed(entered);
  const openKfId = textAt(entered.data, 'openKfId');
  const edited = at(entered.data, 'msgid') === null;
  return { ok: true, chat: kfChat({ platform, customer, openKfId, edited, say }) };
};

const kfChat = ({ platform, customer, openKfId, edited, say }: { platform: Platform; customer: string; openKfId: string; edited: boolean; say: Say }): Chat => {
  const act = (verb: string, body: object): Promise<Answer> => platform.post(`/kf/customers/${customer}/${verb}`, { openKfId, ...body });

  /** A menu's items: texts, links, and choices that are sent as the visitor's own words. */
  const menu = (line: unknown): Node => {
    const content = at(line, 'content');
    const item = (one: unknown): Node => {
      const click = at(one, 'click');
      if (click !== undefined) return button({ class: 'line__choice' }, textAt(click, 'content'), () => void act('tap', { msgid: textAt(line, 'msgid'), id: textAt(click, 'id') }));
      const view = at(one, 'view');
      if (view !== undefined) return make('a', { href: textAt(view, 'url'), rel: 'noreferrer', target: '_blank' }, textAt(view, 'content'));
      return make('p', {}, textAt(at(one, 'text'), 'content'));
    };
    return make('div', { class: 'line__menu' }, textAt(content, 'head_content'), ...listAt(content, 'list').map(item), textAt(content, 'tail_content'));
  };

  const lineOf = (line: unknown): Node => {
    if (at(line, 'recalled') === true) return chatLine('middle', say('recalled'));
    const content = at(line, 'content');
    const kind = textAt(line, 'kind');
    const from = textAt(line, 'from');
    const side = from === 'customer' ? 'mine' : from === 'notice' ? 'middle' : 'theirs';
    const url = textAt(at(line, 'media'), 'url');
    if (kind === 'text') return chatLine(side, textAt(content, 'content'));
    if (kind === 'image' && url !== '') return chatLine(side, make('img', { src: url, alt: say('picture') }));
    if (kind === 'msgmenu') return chatLine(side, menu(line));
    return chatLine(side, textAt(content, 'title') || say('other'));
  };

  return {
    title: say('kf'),
    async lines() {
      const answer = await platform.get(`/kf/phone/${customer}`);
      if (!answer.ok) return undefined;
      const found = listAt(answer.data, 'chats').find((chat) => textAt(chat, 'openKfId') === openKfId);
      return { lines: listAt(found, 'thread').map(lineOf), state: edited ? say('edited') : textAt(found, 'servicerName'), title: textAt(found, 'accountName') };
    },
    say: async (text) => (await act('say', { text })).ok,
    async picture(base64) {
      const answer = await act('media', { type: 'image', base64 });
      return answer.ok ? 'sent' : answer.status === 409 ? 'refused' : 'unsent';
    },
  };
};
