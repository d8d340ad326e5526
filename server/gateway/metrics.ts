import { Type } from '@sinclair/typebox';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Desk } from '../desk/desk';
import type { RouteCount } from './count-requests';
import type { App } from './fastify-app';

export interface Metrics {
  routes: (app: App) => Promise<void>;
  /** Counts a call to a platform. */
  platformCall(platform: 'wechat' | 'wecom', call: { ms: number; outcome: string; code?: number }): void;
}

/** `/metrics` for Prometheus: numbers of the whole, never of a person. */
export function createMetrics(desk: Pick<Desk, 'figures'>, counts: readonly RouteCount[]): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'zhida_' });

  new Counter({
    name: 'zhida_http_requests_total', help: 'Answers by route, method and hundreds of the status', labelNames: ['route', 'method', 'status'], registers,
    collect() {
      this.reset();
      for (const { route, method, answers } of counts) {
        answers.forEach((count, status) => { if (count > 0) this.inc({ route, method, status: `${status}xx` }, count); });
      }
    },
  });
  new Counter({
    name: 'zhida_http_request_seconds_total', help: 'Time spent answering, by route and method', labelNames: ['route', 'method'], registers,
    collect() {
      this.reset();
      for (const { route, method, seconds } of counts) if (seconds > 0) this.inc({ route, method }, seconds);
    },
  });
  const calls = new Counter({ name: 'zhida_platform_calls_total', help: 'Calls to the platforms by outcome and error code', labelNames: ['platform', 'outcome', 'code'], registers });
  const callSeconds = new Counter({ name: 'zhida_platform_call_seconds_total', help: 'Time spent waiting for the platforms', labelNames: ['platform'], registers });
  const deliveries = new Gauge({ name: 'zhida_deliveries', help: 'Deliveries of the outbox by state', labelNames: ['state'], registers });
  const waiting = new Gauge({ name: 'zhida_waiting', help: 'Conversations waiting, by entry', labelNames: ['entry'], registers });
  const version = new Gauge({ name: 'zhida_config_version', help: 'The published configuration in force on this node', registers });
  const reachable = new Gauge({ name: 'zhida_records_reachable', help: '1 when the records could be asked for these numbers', registers });

  async function askDesk(): Promise<void> {
    const figures = await desk.figures().catch(() => undefined);
    reachable.set(figures ? 1 : 0);
    if (!figures) return;
    for (const [state, count] of Object.entries(figures.deliveries)) deliveries.set({ state }, count);
    waiting.reset();
    for (const [entry, count] of Object.entries(figures.waiting)) waiting.set({ entry }, count);
    version.set(figures.configVersion);
  }

  return {
    platformCall(platform, { ms, outcome, code }) {
      calls.inc({ platform, outcome, code: code === undefined ? '' : String(code) });
      callSeconds.inc({ platform }, ms / 1000);
    },
    routes: async (app) => {
      app.addHook('onClose', async () => registry.clear());
      app.get('/metrics', {
        schema: { tags: ['health'], summary: 'Prometheus 指标 / Prometheus metrics', response: { 200: Type.String() } },
      }, async (_request, reply) => {
        await askDesk();
        return reply.header('content-type', registry.contentType).send(await registry.metrics());
      });
    },
  };
}
