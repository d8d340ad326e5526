import type { ContactTap } from './built-in-tags';
import { openSheet, type Chat, type Sheet } from './chat-sheet';
import { loadProgram } from './code-space';
import { contactChat } from './contact-chat';
import { createDevice } from './device';
import { button, part } from './dom';
import { enterKf } from './kf-chat';
import { createOverlays } from './overlays';
import { createPages, type Pages } from './pages';
import { askPermit } from './permit-dialog';
import type { Fetch, Platform } from './platform';
import type { Program } from './program';
import { at } from './reading';
import { createWx } from './wx';
import type { Say } from './words';

export interface PhoneParts {
  readonly program: Program;
  readonly platform: Platform;
  readonly openid: string;
  readonly storage: Storage;
  readonly fetch: Fetch;
  readonly say: Say;
}

/** Starts the mini-program on the phone of one visitor. */
export const startProgram = ({ program, platform, openid, storage, fetch, say }: PhoneParts): void => {
  const [shelf, screen, bar] = [part('pages'), part('screen'), part('bar')];
  let sheet: Sheet | undefined;
  const current = (): Pages => pages;

  /** What lies beneath a chat can be neither tapped nor read aloud. */
  const cover = (covered: boolean): void => {
    for (const beneath of [shelf, bar]) beneath.toggleAttribute('inert', covered);
  };

  /** A chat covers the program, so its page is hidden until the chat is left. */
  const show = (chat: Chat): void => {
    sheet?.close();
    current().hide();
    cover(true);
    sheet = openSheet(chat, { shelf: screen, platform, say, closed: () => {
      sheet = undefined;
      cover(false);
      current().show();
    } });
  };

  const openContact = (tap: ContactTap): void => {
    void platform.post(`/visitors/${openid}/enter`, { sessionFrom: tap.sessionFrom });
    show(contactChat({ platform, openid, say, tap, left: () => sheet?.close() }));
  };

  const openKf = async (url: string): Promise<string | undefined> => {
    const opened = await enterKf({ platform, openid, say, url });
    if (!opened.ok) return opened.why;
    show(opened.chat);
    return undefined;
  };

  const wx = createWx({ pages: current, platform, openid, storage, fetch, device: createDevice(screen), overlays: createOverlays(screen, say), openKf, askPermit: () => askPermit(screen, say) });
  let app: unknown;
  Object.assign(globalThis, { wx, App: (options: unknown) => (app = options), getApp: () => app, getCurrentPages: () => current().list() });
  program.runApp();
  const { backend, space } = loadProgram(program, { openContact });

  const back = button({ class: 'bar__back', 'aria-label': say('back'), hidden: true }, '‹', () => current().back(1));
  bar.prepend(back);
  const pages = createPages({
    backend, space, shelf, known: program.pages, firstTitle: program.title,
    pulled: program.parts.filter(({ config }) => at(config, 'enablePullDownRefresh') === true).map(({ path }) => path),
    changed({ title, depth }) {
      part('title').textContent = title;
      back.hidden = depth < 2;
    },
  });
  shelf.replaceChildren();
  pages.relaunch(`/${program.pages[0] ?? ''}`);
};
