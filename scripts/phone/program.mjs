import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { barStyles, compileStyles } from './styles.mjs';

/** What sandbox/phone/built-in-tags.ts gives, and what the compiler itself understands. */
const builtIn = ['view', 'text', 'image', 'button', 'input', 'textarea', 'switch', 'scroll-view'];
const ofCompiler = ['block', 'template', 'import', 'include', 'wxs', 'slot'];

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Tags that would stand on the screen and do nothing. */
const deadTags = (wxml, config) => {
  const known = new Set([...builtIn, ...ofCompiler, ...Object.keys(config.usingComponents ?? {})]);
  return [...wxml.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<([a-z][\w-]*)/g)].map(([, tag]) => tag).filter((tag) => !known.has(tag));
};

/** All pages and the components they use, directly or through each other: path from the folder, without an ending. */
const partsOf = (folder, app) => {
  const found = new Map();
  const visit = (path) => {
    if (found.has(path)) return;
    const config = json(join(folder, `${path}.json`));
    found.set(path, config);
    for (const target of Object.values(config.usingComponents ?? {})) visit(posix.join(dirname(path), target));
  };
  app.pages.forEach(visit);
  return found;
};

/**
 * Compiles the mini-program in `folder`. Faults are what the template compiler complains of, however mildly, and tags that nobody knows here.
 * @returns {{entry: string, styles: string, faults: string[]}} `entry` imports the scripts by paths from `folder`
 */
export const compileProgram = (folder) => {
  const app = json(join(folder, 'app.json'));
  const parts = partsOf(folder, app);
  const faults = [];
  const group = new TmplGroup();
  for (const [path, config] of parts) {
    const wxml = readFileSync(join(folder, `${path}.wxml`), 'utf8');
    for (const { message, startLine } of group.addTmpl(path, wxml)) faults.push(`${path}.wxml:${startLine + 1}: ${message}`);
    for (const tag of deadTags(wxml, config)) faults.push(`${path}.wxml: <${tag}> is no tag that the phone has`);
  }
  const templates = group.getTmplGenObjectGroups();
  group.free();

  const run = (path) => `() => { require(${JSON.stringify(`./${path}.ts`)}); }`;
  const described = [...parts].map(([path, config]) => `{ path: ${JSON.stringify(path)}, config: ${JSON.stringify(config)}, run: ${run(path)} }`);
  const entry = `{ pages: ${JSON.stringify(app.pages)}, title: ${JSON.stringify(app.window.navigationBarTitleText ?? '')}, parts: [${described.join(', ')}], templates: ${templates}, runApp: ${run('app')} }`;

  const style = (path, scope) => {
    const file = join(folder, `${path}.wxss`);
    return existsSync(file) ? [compileStyles(readFileSync(file, 'utf8'), scope, file)] : [];
  };
  const styles = [
    barStyles(app, existsSync(join(folder, 'theme.json')) ? json(join(folder, 'theme.json')) : {}),
    ...style('app', { app: true }),
    ...[...parts.keys()].flatMap((path) => style(path, app.pages.includes(path) ? { page: path } : { prefix: dirname(path).split('/').at(-1) })),
  ].join('\n');
  return { entry, styles, faults };
};
