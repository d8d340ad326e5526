import type { ContactTap } from './built-in-tags';
import { chatLine, type Chat } from './chat-sheet';
import { button, make } from './dom';
import type { Platform } from './platform';
import { at, listAt, textAt } from './reading';
import type { Say } from './words';

const queryOf = (path: string): Record<string, string> => Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''));

/** The chat behind a contact button. `left` closes it when the visitor leaves by a card. */
export const contactChat = ({ platform, openid, say, tap, left }: { platform: Platform; openid: string; say: Say; tap: ContactTap; left(): void }): Chat => {
  const visitor = `/visitors/${openid}`;

  const card = (content: unknown): Node => {
    const path = textAt(content, 'pagePath');
    return button({ class: 'line__card' }, make('span', {}, make('strong', {}, textAt(content, 'title')), make('small', {}, say('card'))), () => {
      left();
      tap.back({ path, query: queryOf(path) });
    });
  };

  const lineOf = (line: unknown): Node => {
    const content = at(line, 'content');
    const kind = textAt(line, 'kind');
    const direction = textAt(line, 'direction');
    const words = typeof content === 'string' ? content : '';
    if (direction === 'notice') return chatLine('middle', words);
    if (kind === 'subscribe') return chatLine('middle', [say('service'), ...Object.entries(content ?? {}).filter(([name]) => name !== 'templateId' && name !== 'page').map(([, value]) => String(value))].join(' · '));
    const side = direction === 'sent' ? 'mine' : 'theirs';
    const url = textAt(at(line, 'media'), 'url');
    if (kind === 'image' && url !== '') return chatLine(side, make('img', { src: url, alt: say('picture') }));
    if (kind === 'miniprogrampage') return chatLine(side, card(content));
    if (kind === 'link') return chatLine(side, make('a', { href: textAt(content, 'url'), rel: 'noreferrer', target: '_blank' }, textAt(content, 'title')));
    return chatLine(side, words === '' ? say('other') : words);
  };

  return {
    title: say('contact'),
    async lines() {
      const answer = await platform.get(`/phone/${openid}`);
      if (!answer.ok) return undefined;
      return { lines: listAt(answer.data, 'thread').map(lineOf), state: at(answer.data, 'typing') === true ? say('typing') : '' };
    },
    say: async (text) => (await platform.post(`${visitor}/say`, { text })).ok,
    async picture(base64) {
      const answer = await platform.post(`${visitor}/image`, { base64 });
      return answer.ok ? 'sent' : answer.status === 409 ? 'refused' : 'unsent';
    },
    ...(tap.cardPath !== '' && { offer: { title: tap.cardTitle, send: async () => (await platform.post(`${visitor}/card`, { title: tap.cardTitle, pagePath: tap.cardPath })).ok } }),
  };
};
