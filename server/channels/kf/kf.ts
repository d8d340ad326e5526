import type { PartClient } from './send-part';
import type { WecomKf } from '../../wechat/wecom-kf';
import type { Channel } from '../channel';
import type { Tickets } from '../ticket';
import { appoint } from './appoint';
import type { KfAlarm } from './call-outcome';
import { deliverToVisitor } from './deliver';
import { entryLink } from './entry-link';
import { createMedia, type Attachment } from './media';
import { createNativeDesk, type NativeDeskOptions } from './native-desk';
import { countParts } from './text-parts';

export interface KfOptions {
  readonly client: NativeDeskOptions['client'] & PartClient & Pick<WecomKf, 'uploadMedia' | 'getMedia'>;
  /** The phone opens the chat with it; the mini-program must be bound to this corp. */
  readonly corpId: string;
  readonly tickets: Tickets;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Settings wrong, or items nobody can read. */
  readonly alarm?: (alarm: KfAlarm) => void;
  /** The mini-program whose pages cards open. Without it cards with a page and no address are refused. */
  readonly appId?: string;
  /** Shown on cards that bring no picture of their own; about 520×416. */
  readonly cardPicture?: Attachment;
  /** Largest file that is fetched, in bytes. Default 20 MB, WeCom's own limit. */
  readonly maxFileBytes?: number;
}

const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** 微信客服 inside WeCom: the visitor sees WeChat's chat screen, the agent answers in WeCom. */
export function createKfChannel(options: KfOptions): Channel {
  const { client, corpId, tickets, now, appId, cardPicture } = options;
  const alarm = options.alarm ?? (() => undefined);
  const maxBytes = options.maxFileBytes ?? MAX_FILE_BYTES;
  const sending = { client, media: createMedia(client, now), alarm, ...(appId !== undefined && { appId }), ...(cardPicture !== undefined && { cardPicture }) };

  return {
    kind: 'kf',
    capabilities: ['fetchMedia'],

    invite(entry, visitor, at) {
      const url = entryLink(entry.kfUrl, tickets.issue(entry.key, visitor, at));
      return url === undefined ? { kind: 'unavailable' } : { kind: 'kf', url, corpId };
    },

    appoint: (visitor, seat) => appoint(visitor, seat, { client, alarm }),
    native: createNativeDesk({ client, tickets, now, alarm }),
    deliver: (delivery) => deliverToVisitor(delivery, sending),
    parts: countParts,

    async fetchMedia(mediaId) {
      const result = await client.getMedia(mediaId, maxBytes);
      return result.ok ? { bytes: result.body.bytes, contentType: result.body.contentType } : undefined;
    },
  };
}
