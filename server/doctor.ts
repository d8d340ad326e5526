import { randomBytes } from 'node:crypto';
import { readConfig, type ServerConfig } from './config';
import { createLog } from './wiring/log';
import { checkCallback } from './wiring/doctor-callback';
import { checkConfig, checkSettings, checkWechat, checkWecom } from './wiring/doctor-checks';
import { checkBinding, checkKf } from './wiring/doctor-kf';
import type { Finding } from './wiring/finding';
import { openPlatforms } from './wiring/open-platforms';
import { openStores } from './wiring/open-stores';

const MARKS = { good: '✓', note: '!', bad: '✗' } as const;

/** Checks a real configuration against the platforms and says in words what is wrong; `--fix` creates what is missing. */
async function examine(config: ServerConfig, fix: boolean): Promise<Finding[]> {
  const now = Date.now;
  const stores = await openStores(config, createLog('silent'), now, { beside: true });
  const platforms = openPlatforms(config, { live: stores.live, now, randomBytes, seen: () => undefined, alarm: () => undefined });
  try {
    const published = (await stores.records.config.published())?.config;
    const usesKf = published?.entries.some(({ enabled, channel }) => enabled && channel === 'kf') ?? false;
    return [
      ...checkSettings(config),
      ...(await checkWechat(platforms)),
      ...(await checkWecom(platforms, stores.records, fix)),
      ...(await checkCallback(config, { now, randomBytes })),
      ...(await checkKf(platforms.wecom, published)),
      ...(await checkBinding(platforms, usesKf)),
      ...(await checkConfig(stores.records, now())),
    ];
  } finally {
    platforms.close();
    await stores.close();
  }
}

async function main(): Promise<void> {
  const read = readConfig(process.env);
  const findings: Finding[] = read.ok
    ? await examine(read.config, process.argv.includes('--fix'))
    : read.faults.map((fault) => ({ level: 'bad', zh: `配置 ${fault}`, en: `Setting ${fault}` }));
  for (const { level, zh, en } of findings) process.stdout.write(`${MARKS[level]} ${zh}\n  ${en}\n`);
  if (findings.some((one) => one.level === 'bad')) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
