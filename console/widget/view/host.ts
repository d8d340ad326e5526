import base from '../styles/base.css';
import chat from '../styles/chat.css';
import composer from '../styles/composer.css';
import device from '../styles/device.css';
import home from '../styles/home.css';
import panel from '../styles/panel.css';
import pieces from '../styles/pieces.css';

/** What the reader's device asks for, such as no motion or a printed page, goes over all the rest, so it is last. */
const text = [base, pieces, panel, home, chat, composer, device].join('\n');

/** Sheets made by a script are no inline styles, so a strict policy of the page lets them be; older browsers get a <style> in the shadow root. */
const dress = (root: ShadowRoot): void => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = text;
    root.append(style);
  }
};

/** The one element the widget puts into a page. What is in it is out of reach of the page's styles, and of its keys. */
export const hostElement = (look: 'card' | 'page'): { readonly host: HTMLElement; readonly root: ShadowRoot } => {
  const host = document.createElement('zhida-widget');
  host.setAttribute('data-look', look);
  const root = host.attachShadow({ mode: 'open' });
  dress(root);
  // a page with keys of its own takes what is typed here for them, since it sees no field
  for (const type of ['keydown', 'keypress', 'keyup']) host.addEventListener(type, (event) => event.stopPropagation());
  return { host, root };
};

/** Puts it into the page, and again when the page makes itself a new body while the visitor moves about. */
export const stayInPage = (host: HTMLElement): void => {
  const put = (): void => {
    if (!host.isConnected) document.body?.append(host);
  };
  new MutationObserver(put).observe(document.documentElement, { childList: true });
  put();
};
