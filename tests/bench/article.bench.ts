import { entryPagePath } from '../../shared/http/article';
import { shopConfig } from '../journeys/shop';
import { compare } from './compare';
import { rawRequest } from './load';
import { startPeer } from './peer';
import { readyAnswer } from './ready-answer';
import { report } from './report';
import { serveShop } from './served-shop';

const PATH = '/api/getCustomerServiceUrl';
const ENTRIES = 50;
const how = { rounds: 5, connections: 50, forMs: 2_000 };

/** The article's endpoint, against bare Fastify sending one of its answers and against the same endpoint on Express. */
async function main(): Promise<void> {
  const keys = Array.from({ length: ENTRIES }, (_, index) => `entry-${index}`);
  const json = { 'content-type': 'application/json' };
  const bodies = keys.map((customerId) => JSON.stringify({ customerId }));
  const requests = bodies.map((body) => rawRequest('POST', PATH, json, body));

  const shop = await serveShop({ config: shopConfig({ agents: { li: '李雷' }, buttons: keys.map((key) => ({ key, ladder: ['li'] })) }) });
  const fastify = await startPeer('fastify-peer.ts', await readyAnswer(shop.port, 'POST', PATH, json, bodies[0]));
  const express = await startPeer('express-peer.ts', Object.fromEntries(keys.map((key) => [key, entryPagePath(key)])));
  try {
    const { rows, ratio } = await compare([
      { name: 'zhida', target: shop, requests },
      { name: 'bare fastify', target: fastify, requests },
      { name: 'express', target: express, requests },
    ], how);
    report({
      name: 'article',
      settings: { ...how, entries: ENTRIES },
      rows,
      aims: [
        { what: 'requests/s against Express', found: ratio('zhida', 'express', 'perSecond'), bound: 3, better: 'higher' },
        { what: 'requests per CPU second against Express', found: ratio('zhida', 'express', 'perCpuSecond'), bound: 3, better: 'higher' },
      ],
    });
  } finally {
    fastify.stop();
    express.stop();
    await shop.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
