import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { tagsOf, type Tag } from './wxml';

const folder = join(__dirname, '../../miniprogram');
const templates = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.wxml'))
  .map((entry) => join(entry.parentPath, entry.name));

/** Faults over all templates, each with its place. */
const faults = (find: (tag: Tag, file: string) => readonly string[]): readonly string[] =>
  templates.flatMap((file) => tagsOf(file).flatMap((tag) => find(tag, file).map((fault) => `${relative(folder, file)}:${tag.line}: <${tag.name}> ${fault}`)));

/** bindtap, bind:tap, catchtap, capture-bind:tap … → the event; undefined for other attributes. */
const eventOf = (attribute: string): string | undefined => /^(?:capture-)?(?:bind|catch|mut-bind):?(\w+)$/.exec(attribute)?.[1];
const handlersOf = ({ attributes }: Tag): ReadonlyArray<readonly [string, string]> =>
  [...attributes].flatMap(([name, handler]) => {
    const event = eventOf(name);
    return event === undefined ? [] : [[event, handler] as const];
  });

/** What a script gives Page() or Component(). */
const optionsOf = (script: string): object => {
  let given: object = {};
  const take = (options: object): void => void (given = options);
  jest.isolateModules(() => {
    Object.assign(globalThis, { Page: take, Component: take, App: take, getApp: () => ({}), wx: {} });
    jest.requireActual(script);
  });
  const methods: unknown = Reflect.get(given, 'methods');
  return typeof methods === 'object' && methods !== null ? methods : given;
};

const declared = (file: string): readonly string[] => {
  const { usingComponents = {} }: { usingComponents?: object } = JSON.parse(readFileSync(file.replace(/wxml$/, 'json'), 'utf8'));
  return Object.keys(usingComponents);
};

const isLabelled = ({ attributes }: Tag): boolean => (attributes.get('aria-label') ?? '') !== '';
const isHidden = ({ attributes }: Tag): boolean => attributes.get('aria-hidden') === 'true';

test('every handler a template names is there', () => {
  const known = new Map(templates.map((file) => [file, optionsOf(file.replace(/\.wxml$/, ''))]));
  expect(faults((tag, file) => handlersOf(tag).filter(([, handler]) => typeof Reflect.get(known.get(file) ?? {}, handler) !== 'function').map(([event, handler]) => `${event}: no method ${handler}`))).toEqual([]);
});

test('every component a page or component names is drawn by it', () => {
  const unused = templates.flatMap((file) => {
    const names = new Set(tagsOf(file).map(({ name }) => name));
    return declared(file).filter((name) => !names.has(name)).map((name) => `${relative(folder, file)}: ${name}`);
  });
  expect(unused).toEqual([]);
});

test('what can be tapped is a button, to a screen reader too, and has a name', () => {
  const own = new Set(templates.flatMap(declared));
  expect(faults((tag) => {
    const isTapped = handlersOf(tag).some(([event]) => event === 'tap');
    if (tag.name === 'button') return tag.hasWords || isLabelled(tag) ? [] : ['has no name'];
    if (!isTapped || own.has(tag.name)) return [];
    return tag.attributes.get('aria-role') === 'button' && (isLabelled(tag) || tag.hasWords) ? [] : ['is tapped, but is no button with a name'];
  })).toEqual([]);
});

test('what can be written or chosen has a name', () => {
  expect(faults((tag) => (['input', 'textarea', 'switch', 'slider', 'picker'].includes(tag.name) && !isLabelled(tag) ? ['has no name'] : []))).toEqual([]);
});

test('a picture has a name, or stands in something that has one, or is hidden from screen readers', () => {
  expect(faults((tag) => (tag.name === 'image' && ![tag, ...tag.parents].some((each) => isLabelled(each) || isHidden(each)) ? ['has no name'] : []))).toEqual([]);
});

test('yes and no are no texts, since “false” would mean yes; only what is for screen readers is text', () => {
  expect(faults(({ attributes }) => [...attributes].filter(([name, value]) => !name.startsWith('aria-') && (value === 'true' || value === 'false')).map(([name, value]) => `${name}="${value}"`))).toEqual([]);
});

test('every page and component was looked at', () => {
  expect(templates.length).toBeGreaterThan(8);
  expect(templates.flatMap(tagsOf).some((tag) => handlersOf(tag).length > 0)).toBe(true);
});
