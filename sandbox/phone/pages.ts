import type { AssociatedBackend, CodeSpace, Root } from 'glass-easel-miniprogram-adapter';
import { make } from './dom';
import { endPullDown, watchPullDown } from './pull-down';
import { callAt } from './reading';

/** WeChat: at most ten pages stand on each other. */
const mostPages = 10;

interface Page {
  readonly path: string;
  readonly root: Root;
  readonly caller: object;
  readonly element: HTMLElement;
  title: string;
}

/** Why a page did not open, in WeChat's words; undefined when it did. */
export type Refusal = string | undefined;

/** The pages on each other; the top one is seen. */
export interface Pages {
  open(url: string): Refusal;
  replace(url: string): Refusal;
  relaunch(url: string): Refusal;
  back(count: number): void;
  setTitle(title: string): void;
  /** What the page that was pulled down wanted has come. */
  endPullDown(): void;
  /** What getCurrentPages() gives. */
  list(): readonly object[];
  /** Something else covers the program, or no longer does. */
  hide(): void;
  show(): void;
}

export interface PagesParts {
  readonly backend: AssociatedBackend;
  readonly space: CodeSpace;
  readonly known: readonly string[];
  /** Those that may be pulled down. */
  readonly pulled: readonly string[];
  readonly firstTitle: string;
  readonly shelf: HTMLElement;
  /** The top page or its title changed. */
  changed(top: { readonly title: string; readonly depth: number }): void;
}

/** Query values stay as they were written, as WeChat hands them on. */
const read = (url: string): { path: string; query: Record<string, string> } => {
  const [path = '', query = ''] = url.replace(/^\//, '').split('?');
  const pairs = query.split('&').filter((pair) => pair !== '').map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=');
    return [name, value.join('=')];
  });
  return { path, query: Object.fromEntries(pairs) };
};

export const createPages = ({ backend, space, known, pulled, firstTitle, shelf, changed }: PagesParts): Pages => {
  let stack: Page[] = [];
  let covered = false;

  const tell = (): void => {
    const top = stack.at(-1);
    if (top !== undefined) changed({ title: top.title, depth: stack.length });
  };
  /** The page itself first, then what stands in it. */
  const appear = ({ caller, root }: Page): void => {
    callAt(caller, 'onShow');
    root.getComponent().triggerPageLifetime('show', []);
  };
  const vanish = ({ caller, root }: Page): void => {
    callAt(caller, 'onHide');
    root.getComponent().triggerPageLifetime('hide', []);
  };
  const hideTop = (): void => {
    const top = stack.at(-1);
    if (top === undefined) return;
    if (!covered) vanish(top);
    top.element.hidden = true;
  };
  const showTop = (): void => {
    const top = stack.at(-1);
    if (top === undefined) return;
    top.element.hidden = false;
    tell();
    if (!covered) appear(top);
  };
  const drop = (count: number): void => {
    for (const page of stack.slice(stack.length - count).reverse()) {
      callAt(page.caller, 'onUnload');
      page.root.release();
      page.element.remove();
    }
    stack = stack.slice(0, stack.length - count);
  };
  const push = (url: string): void => {
    const { path, query } = read(url);
    const placeholder = make('div');
    const element = make('div', { class: 'wx-page', 'data-page': path }, placeholder);
    shelf.append(element);
    const root = backend.createRoot('div', space, path);
    const caller: object = root.get();
    const page: Page = { path, root, caller, element, title: firstTitle };
    stack.push(page);
    if (pulled.includes(path)) watchPullDown(element, () => callAt(caller, 'onPullDownRefresh'));
    callAt(caller, 'onLoad', query);
    // the framework has its own names for the two; both are this very document's
    Reflect.apply(root.attach, root, [element, placeholder]);
    showTop();
    callAt(caller, 'onReady');
  };

  const check = (url: string, verb: string): Refusal => (known.includes(read(url).path) ? undefined : `${verb}:fail page "${read(url).path}" is not found`);

  return {
    open(url) {
      const refusal = check(url, 'navigateTo') ?? (stack.length >= mostPages ? 'navigateTo:fail webview count limit exceed' : undefined);
      if (refusal !== undefined) return refusal;
      hideTop();
      push(url);
      return undefined;
    },
    replace(url) {
      const refusal = check(url, 'redirectTo');
      if (refusal !== undefined) return refusal;
      drop(Math.min(1, stack.length));
      push(url);
      return undefined;
    },
    relaunch(url) {
      const refusal = check(url, 'reLaunch');
      if (refusal !== undefined) return refusal;
      drop(stack.length);
      push(url);
      return undefined;
    },
    back(count) {
      const leaving = Math.min(count, stack.length - 1);
      if (leaving < 1) return;
      drop(leaving);
      showTop();
    },
    setTitle(title) {
      const top = stack.at(-1);
      if (top === undefined) return;
      top.title = title;
      tell();
    },
    endPullDown: () => stack.forEach(({ element }) => endPullDown(element)),
    list: () => stack.map(({ caller }) => caller),
    hide() {
      const top = stack.at(-1);
      if (!covered && top !== undefined) vanish(top);
      covered = true;
    },
    show() {
      const top = stack.at(-1);
      const wasCovered = covered;
      covered = false;
      if (wasCovered && top !== undefined) appear(top);
    },
  };
};
