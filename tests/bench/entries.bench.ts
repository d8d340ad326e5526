import { shopConfig } from '../journeys/shop';
import { compare } from './compare';
import { rawRequest } from './load';
import { startPeer } from './peer';
import { readyAnswer } from './ready-answer';
import { report } from './report';
import { serveShop } from './served-shop';
import { signInVisitors } from './signed-in';

const PATH = '/api/visitor/entries';
const VISITORS = 2_000;
/** More than a node keeps answers and sessions for, asked in turn: every request makes its answer anew. */
const CROWD = 20_000;
const how = { rounds: 5, connections: 50, forMs: 2_000 };

/** The buttons of the page, whole bodies for many visitors, against bare Fastify sending the same bytes. */
async function main(): Promise<void> {
  const agents = { li: '李雷', wang: '王芳', chen: '陈晨' };
  const buttons = [{ key: 'presales', ladder: ['li', 'everyone'] }, { key: 'aftersales', ladder: ['wang', 'everyone'] }, { key: 'vip', ladder: ['chen'] }];
  let tokens: string[] = [];
  const shop = await serveShop({
    config: shopConfig({ agents, buttons }),
    prepare: async (records) => { tokens = await signInVisitors(records, CROWD); },
  });
  const requests = tokens.map((token) => rawRequest('GET', PATH, { authorization: `Bearer ${token}` }));
  const ready = await readyAnswer(shop.port, 'GET', PATH, { authorization: `Bearer ${tokens[0] ?? ''}` });
  const fastify = await startPeer('fastify-peer.ts', ready);
  const some = requests.slice(0, VISITORS);
  try {
    const { rows, ratio } = await compare([
      { name: 'zhida', target: shop, requests: some },
      { name: 'bare fastify', target: fastify, requests: some },
      { name: 'zhida, crowd', target: shop, requests },
    ], how);
    report({
      name: 'entries',
      settings: { ...how, visitors: VISITORS, crowd: CROWD, bodyBytes: Buffer.byteLength(ready.body), entries: buttons.length },
      rows,
      aims: [
        { what: 'requests/s against bare Fastify', found: ratio('zhida', 'bare fastify', 'perSecond'), bound: 0.7, better: 'higher' },
        { what: 'requests per CPU second against bare Fastify', found: ratio('zhida', 'bare fastify', 'perCpuSecond'), bound: 0.7, better: 'higher' },
      ],
    });
  } finally {
    fastify.stop();
    await shop.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
