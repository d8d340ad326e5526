import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildOrExit, refresh } from './build.mjs';
import { startChild } from './child.mjs';
import { installPackages } from './install.mjs';
import { layOutPhone } from './phone/lay-out.mjs';
import { portFault, portWords } from './port.mjs';
import { root } from './root.mjs';
import { isTrial, readSettings } from './settings.mjs';
import { hireAgents, sandboxEnv, serverEnv, trialSecrets } from './trial.mjs';
import { welcome } from './welcome.mjs';

const watch = process.argv.includes('--watch');
const dist = join(root, 'dist');

installPackages();
await buildOrExit(dist, refresh);

const settings = readSettings(root);
const trial = isTrial(settings);
const port = Number(settings.PORT || 3000);
const host = settings.HOST || (trial ? '127.0.0.1' : undefined);
const reachable = !host || ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
const serverUrl = `http://${reachable}:${port}`;
const dataDir = resolve(root, settings.DATA_DIR || 'data');

if (Number.isInteger(port) && port >= 0 && port < 65536) {
  const fault = await portFault(port, host);
  if (fault !== undefined) {
    console.error(portWords(port, fault));
    process.exit(1);
  }
}

/** The bundle, or in watch mode the source, started again at every change. */
const program = (name) => (watch ? [join(root, 'node_modules/tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', `${name}.ts`] : [join(dist, `${name}.js`)]);

const children = [];
let stopping;
/** The server first: what it still has to send, it may send while the sandbox listens. */
const stopAll = (code) => {
  stopping ??= (async () => {
    for (const child of children.toReversed()) await child.stop();
    process.exit(code);
  })();
  return stopping;
};
const start = (name, args, options) => {
  const child = startChild(name, args, { cwd: root, ...options });
  children.push(child);
  void child.ended.then(({ code, signal }) => {
    if (stopping) return;
    if (code !== 1) console.error(`${name} ended by itself (${signal ?? code}); stopping. / ${name} 意外退出，正在停止。`);
    void stopAll(code || 1);
  });
  return child;
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stopAll(0));

/** The sandbox says where it listens in its first line of JSON. */
const startSandbox = (secrets) =>
  new Promise((found) => {
    const onLine = (line) => {
      const at = /^\{"listening":"([^"]+)"/.exec(line)?.[1];
      if (at) found(at.replace(/\/$/, ''));
      return at !== undefined;
    };
    start('sandbox', program('sandbox/main'), { env: { ...settings, ...sandboxEnv(secrets, serverUrl) }, onLine });
  });

const ready = async (server) => {
  while (server.running()) {
    const answer = await fetch(`${serverUrl}/readyz`).catch(() => undefined);
    if (answer?.ok) return true;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  return false;
};

/** Screens made from their sources, again at every change, without what makes them small. */
const freshScreens = join(root, '.cache/screens');
if (watch) start('screens', [join(root, 'scripts/screens.mjs'), freshScreens], { env: { ...settings, NODE_ENV: 'development' } });

const common = { ...settings, ...(watch ? { SCREENS_DIR: freshScreens } : {}), PORT: String(settings.PORT || port), DATA_DIR: dataDir, ...(host ? { HOST: host } : {}), WIDGET_DIR: settings.WIDGET_DIR || join(dist, 'widget') };
if (trial) {
  const secrets = trialSecrets(dataDir);
  const sandboxUrl = await startSandbox(secrets);
  await hireAgents(sandboxUrl);
  const phone = layOutPhone(join(dist, 'phone'), join(dataDir, 'phone'), sandboxUrl);
  const shop = join(dist, 'sandbox/shop');
  const env = { ...common, ...serverEnv(secrets, sandboxUrl, settings), ...(phone ? { PHONE_DIR: phone } : {}), ...(existsSync(shop) ? { WIDGET_DEMO_DIR: shop } : {}) };
  const server = start('server', program('server/main'), { env });
  if (await ready(server)) console.log(welcome({ serverUrl, sandboxUrl, env, phone: env.PHONE_DIR !== undefined, shop: env.WIDGET_DEMO_DIR !== undefined }));
} else {
  const server = start('server', program('server/main'), { env: common });
  if (await ready(server)) console.log(welcome({ serverUrl }));
}
