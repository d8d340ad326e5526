import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../journeys/bundles';

const SCRIPT = `
  import { compileProgram } from ${JSON.stringify(join(root, 'scripts/phone/program.mjs'))};
  const { styles, faults } = compileProgram(process.argv[1]);
  console.log(JSON.stringify({ styles, faults }));
`;

interface Compiled {
  readonly styles: string;
  readonly faults: readonly string[];
}

const compile = async (folder: string): Promise<Compiled> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', SCRIPT, folder]);
  const compiled: Compiled = JSON.parse(stdout);
  return compiled;
};

describe('the mini-program as the phone’s build reads it', () => {
  let folder: string;
  const home = (): string => join(folder, 'pages/home/index.wxml');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhida-program-'));
    cpSync(join(root, 'miniprogram'), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('WeChat’s own compiler finds nothing to complain of, and every tag is one the phone has', async () => {
    expect((await compile(folder)).faults).toEqual([]);
  });

  test.each([
    ['a tag left open', '<view', /index\.wxml:\d+: incomplete tag/],
    ['a tag nobody knows', '<swiper></swiper>', /<swiper> is no tag/],
    ['a condition without its if', '<view wx:else></view>', /index\.wxml:\d+: /],
  ])('%s is a fault', async (_name, wxml, fault) => {
    writeFileSync(home(), `${wxml}`);
    expect((await compile(folder)).faults.join('\n')).toMatch(fault);
  });

  test('styles know the phone’s width, their own page and their own component', async () => {
    writeFileSync(join(folder, 'pages/home/index.wxss'), '.head { width: 75rpx; height: 100vh }\npage { top: -15rpx }');
    writeFileSync(join(folder, 'components/notice/index.wxss'), '.notice.on::after { left: 7.5rpx }\n@keyframes breathe { 50% { opacity: .4 } }');
    const { styles } = await compile(folder);
    expect(styles).toContain(':where(.wx-page[data-page="pages/home/index"]) .head { width: 10cqw; height: 100cqh }');
    expect(styles).toContain('.wx-page[data-page="pages/home/index"] { top: -2cqw }');
    expect(styles).toContain('.notice--notice.notice--on::after { left: 1cqw }');
    expect(styles).toContain('50% { opacity: .4 }');
    expect(styles).not.toContain('rpx');
    const bar: { light: { bar: string } } = JSON.parse(readFileSync(join(folder, 'theme.json'), 'utf8'));
    expect(styles).toContain(`--bar:${bar.light.bar}`);
  });
});
