import { importsOf, type Import } from './imports';
import { codeFiles, type Tree, within } from './tree';

/** Packages that only the named places may know. Tests may use any. */
const keptTo: ReadonlyArray<{ readonly name: RegExp; readonly places: readonly string[] }> = [
  { name: /^ioredis$/, places: ['server/stores/redis'] },
  { name: /^pg$/, places: ['server/stores/postgres'] },
  { name: /^(node:)?sqlite$|^@photostructure\/sqlite$/, places: ['server/stores/sqlite'] },
  { name: /^kysely$/, places: ['server/stores'] },
  { name: /^axios$/, places: ['server/wechat'] },
  { name: /^otpauth$/, places: ['server/gateway/auth'] },
  { name: /^ip2region$/, places: ['server/regions'] },
  { name: /^fastify$|^@fastify\//, places: ['server/gateway', 'server/app.ts', 'sandbox'] },
  { name: /^(vue|vue-router|vue-i18n|pinia|element-plus|echarts|uqr)$|^@element-plus\//, places: ['console'] },
];

/** Places that know no package and nothing of Node, beyond the exceptions named. */
const bare: ReadonlyArray<{ readonly at: string; readonly except: readonly string[] }> = [
  { at: 'server/routing', except: [] },
  { at: 'server/desk', except: [] },
  { at: 'server/loops', except: [] },
  { at: 'shared', except: ['@sinclair/typebox'] },
  { at: 'miniprogram', except: [] },
];

/** Build tools that a shipped file needs only when it runs from sources, never in a build. */
const fromSources: ReadonlyArray<{ readonly name: string; readonly path: string }> = [
  { name: 'esbuild', path: 'server/stores/sqlite/writer-file.ts' },
];

/** What runs in production from `dependencies` alone. */
const shipped = ['server', 'shared'];

const declared = (tree: Tree, kind: 'dependencies' | 'devDependencies'): ReadonlySet<string> => {
  const parsed: unknown = JSON.parse(tree.get('package.json') ?? '{}');
  const list: unknown = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed).find(([name]) => name === kind)?.[1] : undefined;
  return new Set(typeof list === 'object' && list !== null ? Object.keys(list) : []);
};

const nameOf = (target: Import['target']): string | undefined =>
  'package' in target ? target.package : 'builtin' in target ? target.builtin : undefined;

/** Runs in browsers, where there is nothing of Node. */
const browser = ['console'];

/** Packages imported where they may not be, or never declared. */
export const packageFaults = (tree: Tree): readonly string[] => {
  const run = declared(tree, 'dependencies');
  const all = new Set([...run, ...declared(tree, 'devDependencies')]);
  return codeFiles(tree).flatMap((path) =>
    importsOf(tree, path).flatMap((found) => {
      const name = nameOf(found.target);
      if (name === undefined) return [];
      const at = `${path}:${found.line}`;
      const faults: string[] = [];
      const kept = keptTo.find((rule) => rule.name.test(name));
      const free = within(path, 'tests') || kept === undefined || kept.places.some((place) => within(path, place));
      if (!free) faults.push(`${at}: ${name} belongs to ${kept.places.join(', ')}`);
      const place = bare.find((rule) => within(path, rule.at));
      if (place !== undefined && !place.except.includes(name)) faults.push(`${at}: ${place.at} may not know ${name}`);
      if ('builtin' in found.target && browser.some((folder) => within(path, folder))) faults.push(`${at}: ${name} is not there in a browser`);
      if ('package' in found.target && !found.typeOnly) {
        const fromSource = fromSources.some((tool) => tool.name === name && tool.path === path);
        const needed = !fromSource && shipped.some((folder) => within(path, folder)) ? run : all;
        if (!needed.has(name)) faults.push(`${at}: ${name} is not declared${needed === run ? ' in dependencies' : ''}`);
      }
      return faults;
    }),
  );
};
