import { join } from 'node:path';
import type { RootComponent } from 'miniprogram-simulate';
import type { Wechat } from './wechat';

/** A page as `Page()` takes it. */
type PageOptions = Record<string, unknown> & { data?: Record<string, unknown> };

type Simulate = typeof import('miniprogram-simulate');
export type Rendered = RootComponent<Record<string, unknown>, Record<string, never>, Record<string, never>>;

const miniprogram = join(__dirname, '../../miniprogram');

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === 'function';

/** Calls a method of a page or component, as WeChat does for a life cycle or an event. */
export const call = (target: { readonly instance: object } | undefined, method: string, event?: unknown): unknown => {
  const found: unknown = Reflect.get(target?.instance ?? {}, method);
  if (target === undefined || !isFunction(found)) throw new Error(`no method ${method}`);
  return found.call(target.instance, event);
};

/** The simulator knows only Component(): a page's functions become methods, its other members are copied to each instance, as WeChat does. */
const asComponent = ({ data, ...members }: PageOptions): unknown => {
  const all = Object.entries(members);
  return {
    data,
    methods: Object.fromEntries(all.filter(([, value]) => isFunction(value))),
    lifetimes: {
      created(this: Record<string, unknown>) {
        for (const [name, value] of all) if (!isFunction(value)) this[name] = JSON.parse(JSON.stringify(value));
      },
    },
  };
};

/** Starts the program on a pretend phone. Each start forgets what the last one held in memory, never what it stored. */
export const startApp = (wechat: Wechat) => {
  jest.resetModules();
  let app: unknown;
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
  jest.requireActual(join(miniprogram, 'app'));

  const render = (path: string): Rendered => {
    const rendered: Rendered = simulate.render(simulate.load(join(miniprogram, path), { rootPath: miniprogram, compiler: 'official' }));
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
