import type { Language } from '../../shared/asking/language';

/** Where the widget asks, and what its page wants of it. */
export interface Settings {
  /** Base address without a slash at its end. */
  readonly server: string;
  readonly site: string;
  /** Opened at once by the button; absent: the visitor chooses. */
  readonly entry?: string;
  readonly language: Language;
}

const languageOf = (wish: string): Language => (/^en\b/i.test(wish) ? 'en' : 'zh');
const withEntry = (entry: string): { entry?: string } => (entry === '' ? {} : { entry });

/** What a merchant's script tag says; undefined without `data-site`. `pageLanguage`: the page's `lang`. */
export const settingsOfScript = ({ src, dataset }: Pick<HTMLScriptElement, 'src' | 'dataset'>, pageLanguage: string): Settings | undefined => {
  const site = dataset['site'] ?? '';
  if (site === '' || !/^https?:/.test(src)) return undefined;
  const server = new URL('.', src).href.replace(/\/$/, '');
  return { server, site, ...withEntry(dataset['entry'] ?? ''), language: languageOf(dataset['lang'] ?? pageLanguage) };
};

/** What the address of the full page says: `…/chat/<site>?e=<entry>&lang=en`. */
export const settingsOfAddress = (address: string, pageLanguage: string): Settings | undefined => {
  const { origin, pathname, searchParams } = new URL(address);
  const [, base = '', site = ''] = /^(.*)\/chat\/([^/]+)\/?$/.exec(pathname) ?? [];
  if (site === '') return undefined;
  return { server: origin + base, site: decodeURIComponent(site), ...withEntry(searchParams.get('e') ?? ''), language: languageOf(searchParams.get('lang') ?? pageLanguage) };
};
