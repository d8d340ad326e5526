import type { ChannelKind } from '../../shared/config/entry';
import type { Identity } from '../../shared/identity';
import type { Channel } from '../channels/channel';
import type { DeskContext } from './desk-context';

/** Whose subscribe messages reach the visitors a platform knows. */
const roads: ReadonlyMap<string, ChannelKind> = new Map([['wechat', 'contact']]);

/** Who knows the visitor calls him, by whatever road his conversation came: WeChat also calls back to our own page. */
export function noticeRoad(ctx: Pick<DeskContext, 'channels'>, { provider }: Identity): Channel['notify'] {
  const road = roads.get(provider);
  return road && ctx.channels[road]?.notify;
}
