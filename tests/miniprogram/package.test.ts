import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { pack, zippedBytes, type Ignored, type Minified } from './packed';

const root = join(__dirname, '../..');
const folder = join(root, 'miniprogram');
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
/** One member of a JSON object; an empty object where there is none. */
const member = (value: unknown, name: string): object => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'object' && found !== null ? found : {};
};
const texts = (value: object): readonly string[] => Object.values(value).map(String);

const fourParts = ['ts', 'json', 'wxml', 'wxss'];

/** Imports that a compiler which only strips types leaves in the program. */
const leftImports = (path: string): readonly string[] => {
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.ES2020, verbatimModuleSyntax: true } });
  return ts.preProcessFile(outputText).importedFiles.map(({ fileName }) => fileName);
};

test('the package as it travels to a phone stays far below the 2 MB of the platform: under 100 KB', () => {
  const project: { setting: Minified; packOptions: { ignore: Ignored[] } } = JSON.parse(readFileSync(join(root, 'project.config.json'), 'utf8'));
  const { setting, packOptions: { ignore } } = project;
  const packed = pack(folder, files, ignore, setting);
  const bytes = zippedBytes(packed);
  const plain = zippedBytes(pack(folder, files, ignore, { minified: false, minifyWXSS: false }));
  console.log(`mini-program: ${packed.length} files, ${(bytes / 1000).toFixed(1)} KB zipped, minified as project.config.json says; ${(plain / 1000).toFixed(1)} KB without`);
  expect(packed.map(({ path }) => path)).toEqual(expect.arrayContaining(['app.js', 'app.json', 'pages/home/index.wxml', 'sounds/answer.wav']));
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(100_000);
});

test('every page of app.json has its four parts, and no page is forgotten there', () => {
  const app = json(join(folder, 'app.json'));
  expect(app).toMatchObject({ pages: expect.arrayContaining(['pages/home/index', 'pages/entry/index', 'pages/leave-message/index']), darkmode: true });
  const pages = texts(member(app, 'pages'));
  for (const page of pages) for (const part of fourParts) expect([page, part, existsSync(join(folder, `${page}.${part}`))]).toEqual([page, part, true]);
  expect(readdirSync(join(folder, 'pages')).map((name) => `pages/${name}/index`).sort()).toEqual([...pages].sort());
});

test('every component used has its four parts', () => {
  const users = files.filter((path) => /(pages|components)\/.*\.json$/.test(path));
  const used = users.flatMap((path) => texts(member(json(path), 'usingComponents')).map((target) => resolve(dirname(path), target)));
  expect(used.length).toBeGreaterThan(0);
  for (const target of used) for (const part of fourParts) expect([relative(folder, target), part, existsSync(`${target}.${part}`)]).toEqual([relative(folder, target), part, true]);
  expect([...new Set(used.map((target) => dirname(target)))].sort()).toEqual(readdirSync(join(folder, 'components')).map((name) => join(folder, 'components', name)).sort());
});

test('every page brings its looks along, so that it looks the same in a merchant’s program', () => {
  expect(existsSync(join(folder, 'app.wxss'))).toBe(false);
  for (const page of texts(member(json(join(folder, 'app.json')), 'pages'))) {
    expect([page, readFileSync(join(folder, `${page}.wxss`), 'utf8')]).toEqual([page, expect.stringMatching(/^@import "\.\.\/\.\.\/styles\/page\.wxss";/)]);
    expect([page, readFileSync(join(folder, `${page}.wxml`), 'utf8')]).toEqual([page, expect.stringMatching(/^<view class="page colours[ "]/)]);
  }
});

test('theme.json answers every colour app.json asks for, in both moods', () => {
  const asked = [...readFileSync(join(folder, 'app.json'), 'utf8').matchAll(/"@(\w+)"/g)].map(([, name]) => name);
  const theme = json(join(folder, 'theme.json'));
  for (const mood of ['light', 'dark']) expect(Object.keys(member(theme, mood))).toEqual(expect.arrayContaining(asked));
});

test('search engines are asked to stay out', () => {
  expect(json(join(folder, 'sitemap.json'))).toEqual({ rules: [{ action: 'disallow', page: '*' }] });
});

test('no import that is left at run time leads out of miniprogram/ or to a package', () => {
  const sources = files.filter((path) => path.endsWith('.ts'));
  const wrong = sources.flatMap((path) =>
    leftImports(path)
      .filter((name) => !name.startsWith('.') || !existsSync(`${resolve(dirname(path), name)}.ts`) || relative(folder, resolve(dirname(path), name)).startsWith('..'))
      .map((name) => `${relative(root, path)}: ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('the copied table of refusals is the shared one', () => {
  const table = (path: string): unknown => jest.requireActual<{ errors: unknown }>(join(root, path)).errors;
  expect(table('miniprogram/services/shared-values/errors')).toEqual(table('shared/errors'));
});

test('the sound in the package is the one the script makes', async () => {
  const program = "import { answerSound } from './scripts/make-sound.mjs'; process.stdout.write(answerSound().toString('base64'));";
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
  expect(readFileSync(join(folder, 'sounds/answer.wav'))).toEqual(Buffer.from(stdout, 'base64'));
});

test('the server’s address is one line, and stands nowhere else', () => {
  const naming = files.filter((path) => readFileSync(path, 'utf8').includes('127.0.0.1'));
  expect(naming.map((path) => relative(folder, path))).toEqual(['services/server-address.ts']);
});

test('every page and component says its texts through the words table', () => {
  const chinese = files.filter((path) => /(pages|components)\/.*\.(wxml|ts)$/.test(path) && /\p{Script=Han}/u.test(readFileSync(path, 'utf8').replace(/\/\*\*[\s\S]*?\*\/|\/\/.*|微信客服/g, '')));
  expect(chinese.map((path) => relative(folder, path))).toEqual([]);
});
