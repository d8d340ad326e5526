import { button, make, part } from './dom';
import { createPlatform, forgetVisitor, visitorOf } from './platform';
import { startProgram } from './phone';
import type { Program } from './program';
import { textAt } from './reading';
import { sayIn, type Language, type Word } from './words';

const languageKey = 'phone.language';
/** Beside this page; written by whoever serves it, since only he knows where the platform listens. */
const settingsFile = 'phone.json';

const clock = (): void => {
  part('clock').textContent = new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
};

/** Draws the phone and starts the program on it; a platform that does not answer is told in words. */
export const startPhone = async (program: Program): Promise<void> => {
  const storage = localStorage;
  const language: Language = storage.getItem(languageKey) === 'en' ? 'en' : 'zh';
  const say = sayIn(language);
  const fetch = globalThis.fetch.bind(globalThis);
  const again = (): void => location.reload();

  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = say('title');
  const words: readonly Word[] = ['title', 'about', 'agents', 'agentsHint'];
  for (const word of words) for (const element of document.querySelectorAll(`[data-word="${word}"]`)) element.textContent = say(word);
  part('acts').replaceChildren(
    button({}, say('newVisitor'), () => {
      forgetVisitor(storage);
      again();
    }),
    button({ lang: language === 'zh' ? 'en' : 'zh-CN' }, say('otherLanguage'), () => {
      storage.setItem(languageKey, language === 'zh' ? 'en' : 'zh');
      again();
    }),
  );
  clock();
  setInterval(clock, 10_000);

  const shelf = part('pages');
  shelf.replaceChildren(make('p', { class: 'wait', role: 'status' }, say('opening')));
  const settings: unknown = await fetch(settingsFile).then((response) => response.json(), () => undefined).catch(() => undefined);
  const url = textAt(settings, 'platform');
  const platform = createPlatform(url, fetch);
  const openid = url === '' ? undefined : await visitorOf(platform, storage);
  if (openid === undefined) {
    shelf.replaceChildren(make('div', { class: 'wait', role: 'alert' }, make('p', {}, say('noPlatform')), button({}, say('retry'), again)));
    return;
  }
  part('agents').setAttribute('href', `${url}/`);
  startProgram({ program, platform, openid, storage, fetch, say });
};
