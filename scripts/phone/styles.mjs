import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import postcss from 'postcss';

/** 750 rpx are the width of the phone's screen, which is the container the pages stand in; likewise vw and vh. */
const units = (value) =>
  value
    .replace(/(-?[\d.]+)rpx\b/g, (_whole, count) => `${Number((Number(count) / 7.5).toFixed(5))}cqw`)
    .replace(/(-?[\d.]+)v([wh])\b/g, '$1cq$2');

const insideKeyframes = (rule) => rule.parent?.type === 'atrule' && /keyframes$/.test(rule.parent.name);

/** With what it imports in place, by paths from the file. */
const parse = (text, from) => {
  const tree = postcss.parse(text, { from });
  tree.walkAtRules('import', (rule) => {
    const file = join(dirname(from), rule.params.replace(/^["']|["']$/g, ''));
    rule.replaceWith(parse(readFileSync(file, 'utf8'), file));
  });
  return tree;
};

/**
 * One WXSS as CSS. `scope`: `app` for all pages, a page's path for that page alone, or a component's class prefix.
 * @param {string} text
 * @param {{app: true} | {page: string} | {prefix: string}} scope
 */
export const compileStyles = (text, scope, from) => {
  const tree = parse(text, from);
  tree.walkDecls((declaration) => {
    declaration.value = units(declaration.value);
  });
  tree.walkRules((rule) => {
    if (insideKeyframes(rule)) return;
    rule.selectors = rule.selectors.map((selector) => {
      if ('prefix' in scope) return selector.replace(/\.(?=[A-Za-z_-])/g, `.${scope.prefix}--`);
      const place = 'page' in scope ? `.wx-page[data-page="${scope.page}"]` : '.wx-page';
      // in :where, so that nothing becomes stronger than it is on a phone
      return /^page\b/.test(selector) ? selector.replace(/^page\b/, place) : `:where(${place}) ${selector}`;
    });
  });
  return tree.toString();
};

const theme = (window, words) => {
  const look = (name) => String(window[name] ?? '').replace(/^@(\w+)$/, (_whole, key) => words[key] ?? '');
  return `:root{--bar:${look('navigationBarBackgroundColor') || '#ffffff'};--bar-text:${look('navigationBarTextStyle') || 'black'}}`;
};

/** The colours of the title bar, by the mood of the system. */
export const barStyles = ({ window }, { light = {}, dark = light }) => `${theme(window, light)}\n@media (prefers-color-scheme: dark){${theme(window, dark)}}\n`;
