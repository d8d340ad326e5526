import type { types } from 'glass-easel-miniprogram-adapter';
import type { template } from 'glass-easel';

/** A page or component of the mini-program: what its four files became. */
export interface Part {
  /** Path without an ending, such as `pages/home/index`. */
  readonly path: string;
  readonly config: types.ComponentStaticConfig;
  /** Runs its script, which calls Page() or Component(). */
  run(): void;
}

/** The mini-program as the build puts it together. */
export interface Program {
  /** In the order of app.json: the first one opens at the start. */
  readonly pages: readonly string[];
  readonly title: string;
  readonly parts: readonly Part[];
  /** Compiled WXML by path. */
  readonly templates: Readonly<Record<string, template.ComponentTemplate['content']>>;
  /** Runs app.ts, which calls App(). */
  runApp(): void;
}

/** The class prefix of a component's styles: the folder it lives in. */
export const scopeOf = (path: string): string => path.split('/').at(-2) ?? path;
