import { arrowFaults } from './arrows';
import { readTree, treeOf } from './tree';

const value = "export const x = 1;\nexport type X = number;\n";

/** One importing file beside the files it could import. */
const faultsOf = (path: string, text: string): readonly string[] =>
  arrowFaults(
    treeOf({
      'shared/entry.ts': value,
      'server/wechat/token.ts': value,
      'server/routing/route.ts': value,
      'server/desk/desk.ts': value,
      'server/stores/records.ts': value,
      'server/stores/sqlite/open.ts': value,
      'server/channels/channel.ts': value,
      'server/channels/kf/deliver.ts': value,
      'sandbox/main.ts': value,
      'scripts/root.mjs': value,
      [path]: text,
    }),
  );

describe('arrows', () => {
  test('hold in the tree', () => expect(arrowFaults(readTree())).toEqual([]));

  test.each([
    ['wechat imports nothing of ours', 'server/wechat/http.ts', "import { x } from '../../shared/entry';"],
    ['routing imports only shared', 'server/routing/hours.ts', "import type { X } from '../stores/records';"],
    ['desk imports no channel value', 'server/desk/assign.ts', "import { x } from '../channels/channel';"],
    ['desk imports no store value beside types', 'server/desk/assign.ts', "import { type X, x } from '../stores/records';"],
    ['desk knows no driver, not even its types', 'server/desk/assign.ts', "import type { X } from '../stores/sqlite/open';"],
    ['desk does not know the platform', 'server/desk/assign.ts', "import type { X } from '../wechat/token';"],
    ['channels do not know the desk', 'server/channels/chat/read.ts', "import type { X } from '../../desk/desk';"],
    ['stores do not know routing', 'server/stores/memory/live.ts', "import { x } from '../../routing/route';"],
    ['gateway imports no channel value', 'server/gateway/callbacks.ts', "import { x } from '../channels/channel';"],
    ['gateway does not know the stores', 'server/gateway/health.ts', "import type { X } from '../stores/records';"],
    ['loops call the desk only', 'server/loops/sweep.ts', "import { x } from '../stores/records';"],
    ['settings know no driver', 'server/config.ts', "import { x } from './stores/sqlite/open';"],
    ['the sandbox has its own crypto', 'sandbox/crypto.ts', "import { x } from '../server/wechat/token';"],
    ['the server does not know the sandbox', 'server/main.ts', "import { x } from '../sandbox/main';"],
    ['nothing imports scripts', 'tests/desk/a.test.ts', "import { x } from '../../scripts/root.mjs';"],
    ['the mini-program takes no value from shared', 'miniprogram/app.ts', "import { x } from '../shared/entry';"],
    ['the mini-program says import type', 'miniprogram/app.ts', "import { type X } from '../shared/entry';"],
    ['re-exports count', 'server/wechat/http.ts', "export { x } from '../../shared/entry';"],
    ['require counts', 'server/wechat/http.ts', "const a = require('../../shared/entry');"],
    ['import() counts', 'server/wechat/http.ts', "void import('../../shared/entry');"],
    ['a type written as import() counts', 'server/wechat/http.ts', "let a: import('../../shared/entry').X;"],
    ['a Vue component counts', 'console/ops/App.vue', "<template/>\n<script setup lang=\"ts\">\nimport { x } from '../../server/desk/desk';\n</script>"],
    ['a new folder needs a place in the architecture', 'server/extras/a.ts', ''],
    ['nothing outside the project', 'server/desk/a.ts', "import { x } from '../../../elsewhere/a';"],
  ])('%s', (_rule, path, text) => {
    expect(faultsOf(path, text)).toHaveLength(1);
  });

  test.each([
    ['server/desk/assign.ts', "import { x } from '../routing/route';\nimport type { X } from '../stores/records';\nimport { type X as Y } from '../channels/channel';"],
    ['server/channels/kf/read.ts', "import { x } from '../../wechat/token';\nimport type { X } from '../channel';"],
    ['server/main.ts', "import { x } from './stores/sqlite/open';\nimport { x as y } from './channels/kf/deliver';"],
    ['miniprogram/app.ts', "import type { X } from '../shared/entry';"],
    ['tests/desk/a.test.ts', "import { x } from '../../server/stores/sqlite/open';"],
  ])('%s may do what the architecture allows', (path, text) => {
    expect(faultsOf(path, text)).toEqual([]);
  });
});
