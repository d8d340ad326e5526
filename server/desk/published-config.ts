import { emptyConfig } from '../../shared/config/desk-config';
import { createConfigView, type ConfigView } from './config-view';
import type { DeskDeps } from './desk-deps';

/** The configuration in force on this node; another node's publication is heard at once or noticed by the sweep. */
export interface PublishedConfig {
  view(): ConfigView;
  /** Reads the published version again if its number has changed; true when it had. */
  refresh(): Promise<boolean>;
  /** Tells all nodes that there is a new version. */
  announce(): void;
  onChange(hear: () => void): void;
  stop(): Promise<void>;
}

const TOPIC = 'config';

export async function openPublishedConfig(deps: Pick<DeskDeps, 'records' | 'live' | 'log'>): Promise<PublishedConfig> {
  let view = createConfigView(emptyConfig, 0);
  const hearers: (() => void)[] = [];

  async function refresh(): Promise<boolean> {
    if ((await deps.records.config.publishedVersion()) === view.version) return false;
    const published = await deps.records.config.published();
    if (!published || published.version === view.version) return false;
    view = createConfigView(published.config, published.version);
    for (const hear of hearers) hear();
    return true;
  }

  await refresh();
  const unsubscribe = await deps.live.subscribe(TOPIC, () => {
    refresh().catch((error: unknown) => deps.log.error({ err: error }, 'could not read the published configuration'));
  });
  return {
    view: () => view,
    refresh,
    announce: () => deps.live.publish(TOPIC, String(view.version)),
    onChange: (hear) => hearers.push(hear),
    stop: async () => unsubscribe(),
  };
}
