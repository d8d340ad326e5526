import { addressOf } from './address-of';
import { chatShop } from './chat-shop';
import { load, rawRequest } from './load';
import { startPeer } from './peer';
import { report } from './report';
import { serveShop } from './served-shop';

const LOGINS = 5_000;
const CONNECTIONS = 500;

/** Everybody signs in at once, each from his own address, with a code that WeChat is asked about. */
async function main(): Promise<void> {
  const platform = await startPeer('code-peer.ts', {});
  const shop = await serveShop({ config: chatShop, platform });
  try {
    const logins = Array.from({ length: LOGINS }, (_, one) => rawRequest('POST', '/api/visitor/login', {
      'content-type': 'application/json', 'x-forwarded-for': addressOf(one),
    }, JSON.stringify({ code: `openid-${one}` })));
    const { seconds, perSecond, perCpuSecond, p50Ms, p99Ms } = await load(shop, logins, { connections: CONNECTIONS });
    report({
      name: 'relay-logins',
      settings: { logins: LOGINS, connections: CONNECTIONS, records: 'SQLite, WAL, synchronous FULL', live: 'in the process', wechat: 'answers at once, in a process of its own' },
      rows: [{ name: `${LOGINS} logins at once`, seconds, perSecond, perCpuSecond, p50Ms, p99Ms }],
      aims: [{ what: `${LOGINS} logins at once (s)`, found: seconds, bound: 6, better: 'lower' }],
    });
  } finally {
    platform.stop();
    await shop.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
