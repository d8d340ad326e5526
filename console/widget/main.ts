import { complain } from './complain';
import { settingsOfScript } from './settings';
import { start } from './start';

/** The tag this runs from; a page that loads it by a program of its own has no current script. */
const ownScript = (): HTMLScriptElement | undefined => {
  const { currentScript } = document;
  return currentScript instanceof HTMLScriptElement ? currentScript : [...document.querySelectorAll<HTMLScriptElement>('script[data-site]')].find(({ src }) => src.includes('/widget.js'));
};

const script = ownScript();
const settings = script && settingsOfScript(script, document.documentElement.lang);
if (settings === undefined) complain('widget.js needs a tag <script src="https://…/widget.js" data-site="…" async></script>.');
else start(settings, 'card');
