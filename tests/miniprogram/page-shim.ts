import { join } from 'node:path';
import type { RootComponent } from 'miniprogram-simulate';
import type { Wechat } from './wechat';

/** A page as `Page()` takes it. */
type PageOptions = Record<string, unknown> & { data?: Record<string, unknown> };

type Simulate = typeof import('miniprogram-simulate');
export type Rendered = RootComponent<Record<string, unknown>, Record<string, never>, Record<string, never>>;

const miniprogram = join(__dirname, '../../miniprogram');

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === 'function';

/** What the components of a page hear when it is shown or hidden. */
const heard: Readonly<Record<string, 'show' | 'hide'>> = { onShow: 'show', onHide: 'hide' };


interface Shown {
  readonly instance: object;
  triggerPageLifeTime?(name: 'show' | 'hide'): void;
}

/** Tells the components of a page, or one of them, that the page appears or goes. */
export const tellLifetime = (target: Shown, name: 'show' | 'hide'): void => target.triggerPageLifeTime?.(name);

/** Calls a method of a page or component, as WeChat does for a life cycle or an event. */
export const call = (target: Shown | undefined, method: string, event?: unknown): unknown => {
  const found: unknown = Reflect.get(target?.instance ?? {}, method);
  if (target === undefined || !isFunction(found)) throw new Error(`no method ${method}`);
  const result = found.call(target.instance, event);
  const lifetime = heard[method];
  if (lifetime !== undefined) tellLifetime(target, lifetime);
  return result;
};

/** The simulator knows only Component(): a page's functions become methods, its other members are copied to each instance, as WeChat does. */
const asComponent = ({ data, ...members }: PageOptions): unknown => {
  const all = Object.entries(members);
  return {
    data,
    methods: Object.fromEntries(all.filter(([, value]) => isFunction(value))),
    lifetimes: {
      created(this: Record<string, unknown>) {
        for (const [name, value] of all) if (!isFunction(value) && value !== undefined) this[name] = JSON.parse(JSON.stringify(value));
      },
    },
  };
};

/**
 * Starts the program on a pretend phone. Each start forgets what the last one held in memory, never what it stored. `merchant`: the App of
 * another program in which our pages and components stand.
 */
export const startApp = (wechat: Wechat, merchant?: object) => {
  jest.resetModules();
  let app: unknown = merchant;
  Object.assign(globalThis, {
    wx: wechat.wx,
    App: (options: unknown) => (app = options),
    getApp: () => app,
    getCurrentPages: () => [{}, {}],
  });
  const simulate = jest.requireActual<Simulate>('miniprogram-simulate');
  Object.assign(globalThis, {
    Page: (options: PageOptions) => {
      const register: unknown = Reflect.get(globalThis, 'Component');
      if (isFunction(register)) register(asComponent(options));
    },
  });
  if (merchant === undefined) jest.requireActual(join(miniprogram, 'app'));

  // a script registers once, however often it is drawn
  const loaded = new Map<string, ReturnType<typeof simulate.load>>();
  const render = (path: string, properties: Record<string, unknown> = {}): Rendered => {
    const id = loaded.get(path) ?? simulate.load(join(miniprogram, path), { rootPath: miniprogram, compiler: 'official' });
    loaded.set(path, id);
    const rendered: Rendered = simulate.render(id);
    rendered.setData(properties);
    rendered.attach(document.body);
    return rendered;
  };
  return {
    render,
    /** Opens a page and shows it. */
    open(page: string, query: Record<string, string> = {}): Rendered {
      const rendered = render(`pages/${page}/index`);
      if ('onLoad' in rendered.instance) call(rendered, 'onLoad', query);
      call(rendered, 'onShow');
      return rendered;
    },
  };
};
