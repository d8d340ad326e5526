import { Type } from '@sinclair/typebox';
import type { Change } from '../feed';
import { closed, type ControlParts, type ControlScope } from './scope';

const PING_MS = 25_000;

/** What went over the wire both ways, and the live feed. */
export function ledgerRoutes(scope: ControlScope, { ground: { ledger, feed } }: ControlParts): void {
  scope.get('/ledger', {
    schema: {
      querystring: Type.Object({
        after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
        platform: Type.Optional(Type.String({ pattern: '^(wechat|wecom)$' })),
        type: Type.Optional(Type.String({ pattern: '^(push|accepted|trans|item)$' })),
      }, closed),
    },
  }, async ({ query: { after, platform, type } }) => {
    const all = ledger.since(Number(after ?? 0));
    const entries = all.filter((entry) => (platform ?? entry.platform) === entry.platform && (type ?? entry.type) === entry.type);
    const pushes = all.flatMap((entry) => (entry.type === 'push' ? [entry] : []));
    const count = (...states: string[]) => pushes.filter(({ state }) => states.includes(state)).length;
    return {
      last: all[all.length - 1]?.n ?? Number(after ?? 0),
      open: count('pending', 'held'), acknowledged: count('acknowledged'), lost: count('failed', 'stopped', 'not-configured', 'dropped'),
      accepted: all.filter((entry) => entry.type === 'accepted').length, entries,
    };
  });

  scope.get('/events', async (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    raw.write(': live\n\n');
    const send = (change: Change) => void raw.write(`event: ${change.type}\ndata: ${JSON.stringify(change)}\n\n`);
    const leave = feed.subscribe(send);
    const ping = setInterval(() => raw.write(': ping\n\n'), PING_MS);
    request.raw.on('close', () => {
      clearInterval(ping);
      leave();
    });
  });
}
