import type { OpsWords } from '../../wechat/call-verdict';
import type { MiniProgram, SubscribeMessage } from '../../wechat/mini-program';
import type { Channel } from '../channel';
import type { Tickets } from '../ticket';
import { deliverToVisitor } from './deliver';
import { createPictures, type Picture } from './pictures';
import { readContactPush } from './read-push';
import { sendOutcome } from './send-outcome';
import { fitTemplate } from './template-fields';
import { countParts } from './text-parts';
import { createTypingSign } from './typing-sign';

export interface ContactOptions {
  readonly appId: string;
  readonly client: Pick<
    MiniProgram,
    'sendText' | 'sendImage' | 'sendLink' | 'sendMiniProgramPage' | 'uploadImage' | 'getMedia' | 'typing' | 'sendSubscribe'
  >;
  readonly tickets: Tickets;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Quota used up, settings wrong. */
  readonly alarm?: (alarm: OpsWords) => void;
  /** Largest picture that is fetched or sent, in bytes. Default 10 MB. */
  readonly maxPictureBytes?: number;
  /** Shown on cards that bring no picture of their own; about 520×416. */
  readonly cardPicture?: Picture;
  /** Which version of the mini-program a subscribe message opens. Default `formal`. */
  readonly opens?: SubscribeMessage['state'];
}

const MAX_PICTURE_BYTES = 10 * 1024 * 1024;

/** The contact button: WeChat's own chat screen, answered with message/custom/send. */
export function createContactChannel(options: ContactOptions): Channel {
  const { appId, client, tickets, now } = options;
  const alarm = options.alarm ?? (() => undefined);
  const maxBytes = options.maxPictureBytes ?? MAX_PICTURE_BYTES;
  const pictures = createPictures(client, now, maxBytes);
  const cardPicture = options.cardPicture === undefined ? {} : { cardPicture: options.cardPicture };
  const showTyping = createTypingSign(client, now);

  return {
    kind: 'contact',
    capabilities: ['fetchMedia', 'typing', 'notify'],

    // The card's path names the entry a second time, should WeChat cut or lose session-from.
    invite: (entry, visitor, at) => ({
      kind: 'contact',
      sessionFrom: tickets.issue(entry.key, visitor, at),
      cardTitle: entry.label.zh,
      cardPath: `/pages/entry/index?e=${entry.key}`,
    }),

    deliver: (delivery) => deliverToVisitor(delivery, { appId, client, pictures, alarm, ...cardPicture }),

    parts: countParts,

    read: (push) => readContactPush(push, { appId, tickets, now }),

    async fetchMedia(mediaId) {
      const result = await client.getMedia(mediaId, maxBytes);
      return result.ok ? { bytes: result.body.bytes, contentType: result.body.contentType } : undefined;
    },

    typing: (identity) => showTyping(identity.subject),

    async notify(identity, template, page, data) {
      const result = await client.sendSubscribe({
        openid: identity.subject,
        templateId: template,
        ...(page === '' ? {} : { page }),
        data: fitTemplate(data),
        state: options.opens ?? 'formal',
        lang: 'zh_CN',
      });
      return result.ok ? { kind: 'sent' } : sendOutcome(result, { attempts: 0, alarm });
    },
  };
}
