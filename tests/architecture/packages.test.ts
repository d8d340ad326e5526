import { packageFaults } from './packages';
import { readTree, treeOf } from './tree';

const manifest = JSON.stringify({
  dependencies: { ioredis: '1', pg: '1', axios: '1', fastify: '1', '@fastify/cookie': '1', '@sinclair/typebox': '1', kysely: '1', pino: '1' },
  devDependencies: { 'esbuild': '1', '@types/pg': '1', 'vue': '1', 'element-plus': '1' },
});

const faultsOf = (path: string, text: string): readonly string[] => packageFaults(treeOf({ 'package.json': manifest, [path]: text }));

describe('packages', () => {
  test('stand where they belong in the tree', () => expect(packageFaults(readTree())).toEqual([]));

  test.each([
    ['routing knows no package', 'server/routing/route.ts', "import { Type } from '@sinclair/typebox';"],
    ['routing knows nothing of Node', 'server/routing/route.ts', "import { randomUUID } from 'node:crypto';"],
    ['desk knows nothing of Node, with or without the prefix', 'server/desk/assign.ts', "import type { Buffer } from 'buffer';"],
    ['redis stays in its driver', 'server/stores/memory/live.ts', "import Redis from 'ioredis';"],
    ['pg stays in its driver', 'server/main.ts', "import type { Pool } from 'pg';"],
    ['axios stays in wechat', 'server/channels/kf/deliver.ts', "import axios from 'axios';"],
    ['fastify stays at the edge', 'server/main.ts', "import { fastify } from 'fastify';"],
    ['a fastify plugin too', 'server/config.ts', "import cookie from '@fastify/cookie';"],
    ['kysely stays in the stores', 'server/gateway/health.ts', "import { sql } from 'kysely';"],
    ['shared runs anywhere', 'shared/entry.ts', "import { createHash } from 'node:crypto';"],
    ['the mini-program needs no package', 'miniprogram/app.ts', "import { Type } from '@sinclair/typebox';"],
    ['vue stays on the screens', 'sandbox/phone/page.ts', "import { ref } from 'vue';"],
    ['a browser has nothing of Node', 'console/ops/main.ts', "import { join } from 'node:path';"],
    ['a Vue component uses what is declared', 'console/ops/App.vue', '<script setup lang="ts">\nimport draggable from \'vuedraggable\';\n</script>'],
    ['what is shipped is a dependency', 'server/alarms/log.ts', "import { build } from 'esbuild';"],
    ['what is used is declared', 'tests/desk/a.test.ts', "import _ from 'lodash';"],
  ])('%s', (_rule, path, text) => {
    expect(faultsOf(path, text).length).toBeGreaterThan(0);
  });

  test.each([
    ['server/stores/redis/live.ts', "import Redis from 'ioredis'; import { join } from 'node:path';"],
    ['server/app.ts', "import { fastify } from 'fastify'; import cookie from '@fastify/cookie';"],
    ['shared/entry.ts', "import { Type } from '@sinclair/typebox';"],
    ['server/wechat/http.ts', "import axios from 'axios'; import { Agent } from 'node:https';"],
    ['console/ops/App.vue', '<script setup lang="ts">\nimport { ref } from \'vue\';\nimport zh from \'element-plus/es/locale/lang/zh-cn\';\n</script>'],
    ['tests/stores/redis.test.ts', "import Redis from 'ioredis';"],
  ])('%s may use what belongs there', (path, text) => {
    expect(faultsOf(path, text)).toEqual([]);
  });
});
