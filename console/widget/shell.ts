import type { Language } from '../../shared/asking/language';
import { createAttention } from './attention';
import type { Browser } from './browser';
import { createEvents, type Events } from './events';
import type { Identity } from './identity';
import type { Place } from './panel-body';
import type { Settings } from './settings';
import { createSound } from './sound';
import { createStorage } from './storage';
import type { Tabs } from './tabs';
import { createTitleBadge } from './title-badge';
import { hostElement, stayInPage } from './view/host';
import { launcherView } from './view/launcher';
import { panelView, type PanelView } from './view/panel';
import { placePanel } from './view/place-panel';
import { createVisit, type Visit } from './visit';
import { say } from './words';

export interface Shell {
  open(entry?: string): void;
  close(): void;
  /** The merchant's user is served from now on; whether the server believes it. */
  identify(identity: Identity): Promise<boolean>;
  readonly on: Events['on'];
  visit(): Visit;
  language(): Language;
}

export interface ShellParts {
  readonly browser: Browser;
  readonly settings: Settings;
  readonly look: 'card' | 'page';
  readonly tabs: Tabs;
  readonly createAudio: () => AudioContext;
}

const languageKey = 'language';

/** The widget as a whole: its button, its panel, and who is served in it. */
export const createShell = ({ browser, settings, look, tabs, createAudio }: ShellParts): Shell => {
  const { host, root } = hostElement(look);
  const storage = createStorage(browser.shelf, `zhida:${settings.site}:`);
  const events = createEvents();
  const sound = createSound({ storage, create: createAudio });
  const titleBadge = createTitleBadge(document);
  const drafts = new Map<string, string>();
  const chosen = storage.read(languageKey);
  let language: Language = chosen === 'en' || chosen === 'zh' ? chosen : settings.language;
  let isOpen = false;
  let place: Place = settings.entry === undefined ? { kind: 'home' } : { kind: 'chat', entry: settings.entry };
  let visit = createVisit({ browser, settings });
  let panel: PanelView | undefined;
  let letGo = (): void => undefined;
  let stopEntries = (): void => undefined;
  let cameFrom: Element | null = null;

  const launcher = launcherView(() => (isOpen ? close() : open()));
  const attention = createAttention({
    site: settings.site, tabs, sound, events,
    inSight: () => (isOpen && !document.hidden && place.kind === 'chat' ? place.entry : undefined),
    changed: () => redraw(),
  });

  const redraw = (): void => {
    if (isOpen) panel?.show(place);
    const unread = attention.unread();
    launcher.show({ language, isOpen, unread });
    titleBadge(unread > 0 && document.hidden ? say(language, 'titleUnread', { count: unread }) : '');
  };

  /** What the entries say is kept true while somebody looks. */
  const watchEntries = (): void => {
    stopEntries();
    stopEntries = isOpen && !document.hidden ? visit.entries.watch(redraw) : () => undefined;
  };

  /** Enters where he is, if that is a chat, and shows it. */
  const arrive = (): void => {
    if (place.kind === 'chat') visit.talks.enter(place.entry);
    attention.refresh();
    redraw();
  };

  const go = (next: Place): void => {
    place = next;
    arrive();
    panel?.focus();
  };

  const build = (): PanelView => {
    panel?.element.remove();
    letGo();
    host.lang = language === 'zh' ? 'zh-CN' : 'en';
    const built = panelView({
      language, look, visit, sound, go, close: () => close(),
      site: { site: settings.site, origin: location.origin }, now: browser.timers.now,
      draft: (entry) => ({ read: () => drafts.get(entry) ?? '', write: (text) => void drafts.set(entry, text) }),
      switchLanguage() {
        language = language === 'zh' ? 'en' : 'zh';
        storage.write(languageKey, language);
        build();
        redraw();
        panel?.focus();
      },
    });
    letGo = placePanel(root, built, look, () => close());
    built.element.hidden = !isOpen;
    panel = built;
    return built;
  };

  const open = (entry?: string): void => {
    if (entry !== undefined) place = { kind: 'chat', entry };
    const { element, focus } = panel ?? build();
    element.hidden = false;
    host.toggleAttribute('data-open', true);
    if (!isOpen) {
      isOpen = true;
      cameFrom = document.activeElement;
      watchEntries();
      events.tell('open', undefined);
    }
    arrive();
    // on a touch screen the keyboard would cover what he came to read
    if (matchMedia('(pointer: coarse)').matches) element.focus();
    else focus();
  };

  const close = (): void => {
    if (!isOpen || look === 'page') return;
    isOpen = false;
    watchEntries();
    if (panel !== undefined) panel.element.hidden = true;
    host.toggleAttribute('data-open', false);
    redraw();
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected && cameFrom !== document.body && cameFrom !== host) cameFrom.focus();
    else launcher.focus();
    events.tell('close', undefined);
  };

  const serve = (next: Visit): void => {
    visit.close();
    visit = next;
    drafts.clear();
    attention.follow(visit.talks);
    if (panel !== undefined) build();
    watchEntries();
    if (isOpen) arrive();
    else redraw();
  };

  attention.follow(visit.talks);
  document.addEventListener('visibilitychange', () => {
    watchEntries();
    // ten lines are kept for one visitor: a page that had to let its own go takes it up again when he comes back
    if (isOpen && !document.hidden && place.kind === 'chat' && visit.talks.of(place.entry).view().connection === 'elsewhere') arrive();
    attention.refresh();
    redraw();
  });
  for (const type of ['online', 'offline']) window.addEventListener(type, () => visit.talks.redial());
  for (const type of ['pointerdown', 'keydown']) host.addEventListener(type, sound.unlock);
  if (look === 'card') root.append(launcher.element);
  redraw();
  stayInPage(host);
  if (visit.isKnown()) void visit.talks.resume();

  return {
    open, close, on: events.on, visit: () => visit, language: () => language,
    async identify(identity) {
      // a page that says the same again, or more about him, must not take the words from the screen
      if (visit.isFor(identity)) return visit.tellFacts(identity);
      serve(createVisit({ browser, settings, identity }));
      void visit.talks.resume();
      return visit.signIn();
    },
  };
};
