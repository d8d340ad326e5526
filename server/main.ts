import { randomBytes } from 'node:crypto';
import { ensureMenu } from './agent-channels/wecom-app/agent-menu';
import { createTokenWatch } from './alarms/token-watch';
import { createApp } from './app';
import { readConfig, type ServerConfig } from './config';
import { openDesk } from './desk/desk';
import { startDeliver } from './loops/deliver';
import type { Loop } from './loops/loop';
import { startPull, startReceivers } from './loops/pull-kf';
import { startSweep } from './loops/sweep';
import { openOfflineRegions } from './regions/offline-regions';
import { createWebhookSender } from './webhooks/post-webhook';
import { createNewId, idFor } from './wiring/ids';
import { createLog } from './wiring/log';
import { openAlarms } from './wiring/open-alarms';
import { openPlatforms } from './wiring/open-platforms';
import { openStores } from './wiring/open-stores';
import { prepareDesk } from './wiring/prepare-desk';

/** Puts the house together: settings → drivers → desk → app; stops cleanly. */
async function main(config: ServerConfig): Promise<void> {
  const now = Date.now;
  const log = createLog(config.logLevel);
  const stores = await openStores(config, log, now);
  const alarms = openAlarms(config, log, now, stores.live);
  const watchTokens = createTokenWatch(alarms);
  const platforms = openPlatforms(config, {
    live: stores.live, now, randomBytes,
    seen(platform, call) {
      app.platformCall(platform, call);
      watchTokens(platform, call);
    },
    alarm: (alarm) => alarms.raise(alarm),
  });
  const loops: { deliver?: Loop; sweep?: Loop; pull?: Loop; receivers?: Loop } = {};
  const desk = await openDesk(
    {
      records: stores.records, live: stores.live, files: stores.files,
      channels: { chat: platforms.chat, ...(platforms.contact && { contact: platforms.contact }), ...(platforms.kf && { kf: platforms.kf }) },
      ...(platforms.agentChannel && { agentChannel: platforms.agentChannel }),
      webhookSender: createWebhookSender({ now, allowInside: config.webhookPrivateAddresses }), alarms, times: config.times, log,
      regionOf: openOfflineRegions(),
      now, newId: createNewId(now), idFor, node: randomBytes(6).toString('hex'),
    },
    { outbox: () => loops.deliver?.wake(), sweep: () => loops.sweep?.wake(), pull: () => loops.pull?.wake() },
  );
  // First, since calls to platforms are counted there.
  const app = await createApp({ config, desk, stores, platforms, sockets: { pingMs: config.times.ping, presenceMs: Math.ceil(config.times.visitorAway / 4) }, log, now, randomBytes });
  await prepareDesk(config, desk, stores.records, now);
  if (config.trial && platforms.wecom) await ensureMenu(platforms.wecom.app);

  const failed = (what: string) => (error: unknown) => log.error({ err: error, what }, 'a loop failed; it goes on');
  // Nothing is sent before the port is ours: a start that fails here must not leave a delivery cut off.
  const address = await app.listen();
  loops.deliver = startDeliver(desk, failed('deliver'));
  loops.sweep = startSweep(desk, config.times.sweep, failed('sweep'));
  if (platforms.kf) {
    loops.pull = startPull(desk, now, failed('pull'));
    loops.receivers = startReceivers(desk, config.times.receivers, failed('receivers'));
  }
  log.info({ address }, 'listening');

  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    await app.close();
    await Promise.all(Object.values(loops).map((loop) => loop.stop()));
    await desk.stop();
    platforms.close();
    await alarms.close();
    await stores.close();
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stop().then(() => process.exit(0), (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      });
    });
  }
}

const read = readConfig(process.env);
if (!read.ok) {
  process.stderr.write(`The settings are not right / 配置有误:\n${read.faults.map((fault) => `  - ${fault}\n`).join('')}`);
  process.exit(1);
}
main(read.config).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
