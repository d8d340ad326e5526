import { readFileSync } from 'node:fs';

/** One tag of a template. */
export interface Tag {
  readonly name: string;
  readonly line: number;
  /** Of an attribute without a value: ''. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly parents: readonly Tag[];
  /** Says something itself, or something in it does. */
  readonly hasWords: boolean;
}

interface Parsed {
  readonly type: string;
  readonly name?: string;
  readonly value?: string | null;
  readonly children?: readonly Parsed[];
  readonly startTag?: { readonly attributes: ReadonlyArray<{ readonly key: string; readonly value: string | null }>; readonly loc: { readonly start: { readonly line: number } } };
}

// it comes without types
const { parse } = jest.requireActual<{ parse(text: string): { readonly body: readonly Parsed[] } }>('@wxml/parser');

const isHidden = ({ startTag }: Parsed): boolean => startTag?.attributes.some(({ key, value }) => key === 'aria-hidden' && value === 'true') ?? false;

/** Words under a tag that a screen reader meets; what a template brings counts as words. */
const saysSomething = (node: Parsed): boolean => {
  if (node.type === 'WXText') return (node.value ?? '').trim() !== '';
  if (node.type === 'WXInterpolation') return true;
  if (isHidden(node)) return false;
  return (node.children ?? []).some(saysSomething);
};

const tagsUnder = (nodes: readonly Parsed[], parents: readonly Tag[]): readonly Tag[] =>
  nodes.flatMap((node) => {
    const { name, startTag, children = [] } = node;
    if (node.type !== 'WXElement' || name === undefined || startTag === undefined) return [];
    const tag: Tag = {
      name,
      line: startTag.loc.start.line,
      attributes: new Map(startTag.attributes.map(({ key, value }) => [key, value ?? ''])),
      parents,
      hasWords: children.some(saysSomething),
    };
    return [tag, ...tagsUnder(children, [tag, ...parents])];
  });

/** Every tag of a template file, outer ones first. */
export const tagsOf = (file: string): readonly Tag[] => tagsUnder(parse(readFileSync(file, 'utf8')).body, []);
