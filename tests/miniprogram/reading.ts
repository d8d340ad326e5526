import type { Rendered } from './page-shim';

interface Node {
  readonly tagName: string;
  readonly attrs: ReadonlyArray<{ readonly name: string; readonly value: unknown }>;
  readonly children: ReadonlyArray<Node | string>;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'children' in value;

const treeOf = (rendered: Pick<Rendered, 'toJSON'>): Node => {
  const json: unknown = rendered.toJSON();
  if (!isNode(json)) throw new Error('the simulator changed its form');
  return json;
};

const textOf = (node: Node | string): string => (typeof node === 'string' ? node : node.children.map(textOf).join(' '));

/** All text a visitor reads, one space between pieces. */
export const reads = (rendered: Pick<Rendered, 'toJSON'>): string => textOf(treeOf(rendered)).replace(/\s+/g, ' ').trim();

const buttonsIn = (node: Node): readonly Node[] => [
  ...(node.tagName === 'wx-button' || node.tagName === 'button' ? [node] : []),
  ...node.children.filter(isNode).flatMap(buttonsIn),
];

/** Every button with its attributes and its words. */
export const buttons = (rendered: Pick<Rendered, 'toJSON'>): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  buttonsIn(treeOf(rendered)).map((node) => ({ ...Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])), words: textOf(node).replace(/\s+/g, ' ').trim() }));

/** Lets every promise that can go on go on, without the clock moving. */
export const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(0).then(() => undefined);

interface Searchable {
  querySelector(selector: string): { dispatchEvent(name: string): void } | undefined;
}

/** Taps what the selector finds in a page or component, and waits until everything it starts has come to rest. */
export const tap = async (inside: Searchable | undefined, selector: string): Promise<void> => {
  const found = inside?.querySelector(selector);
  if (found === undefined) throw new Error(`nothing to tap at ${selector}`);
  found.dispatchEvent('tap');
  await settle();
};
