import type { Outcome } from '../../../shared/outcome';
import type { CallResult } from '../../wechat/answer';
import type { OpsWords } from '../../wechat/call-verdict';
import type { MiniProgram } from '../../wechat/mini-program';
import type { ToVisitor } from '../channel';
import type { Picture, Pictures } from './pictures';
import { sendOutcome } from './send-outcome';
import { textParts } from './text-parts';

export interface DeliverOptions {
  readonly appId: string;
  readonly client: Pick<MiniProgram, 'sendText' | 'sendImage' | 'sendLink' | 'sendMiniProgramPage'>;
  readonly pictures: Pictures;
  /** Shown on mini-program cards that bring no picture; without it such a card goes as a link in a text. */
  readonly cardPicture?: Picture;
  readonly alarm: (alarm: OpsWords) => void;
}

type Card = Extract<ToVisitor['body'], { kind: 'card' }>;
const refused = (why: string): Outcome => ({ kind: 'refused', why });

/** Sends one body to a visitor, as many WeChat messages as it needs, from the first that has not surely gone. */
export async function deliverToVisitor(delivery: ToVisitor, options: DeliverOptions): Promise<Outcome> {
  const { identity, body, file } = delivery;
  const openid = identity.subject;
  const { client, pictures } = options;
  switch (body.kind) {
    case 'text':
      return sendParts(delivery, options, textParts(body.text, delivery.linksMeant === true));
    case 'image': {
      if (file !== undefined) return sendPicture(delivery, options, file, (mediaId) => client.sendImage(openid, mediaId));
      if (body.mediaId === undefined) return refused('file-missing');
      return asOutcome(await client.sendImage(openid, body.mediaId), delivery, options);
    }
    case 'card':
      return sendCard(body, delivery, options);
    case 'file':
      return refused('file-not-supported');
    case 'event':
    case 'unsupported':
      return refused('kind-not-supported');
  }

  async function sendCard(card: Card, to: ToVisitor, { cardPicture, appId }: DeliverOptions): Promise<Outcome> {
    const { title, path, url } = card;
    if (path !== undefined) {
      const page = (thumbMediaId: string) => client.sendMiniProgramPage(openid, { title, pagePath: path, thumbMediaId });
      const picture = [file, cardPicture].find((one) => one !== undefined && pictures.refusal(one) === undefined);
      if (picture !== undefined) return sendPicture(to, options, picture, page);
      if (card.mediaId !== undefined) return asOutcome(await page(card.mediaId), to, options);
      // A page card without a picture is refused; WeChat opens our own pages from a link in a text as well.
      return sendParts(to, options, [`<a data-miniprogram-appid="${appId}" data-miniprogram-path="${attribute(path)}">${words(title)}</a>`]);
    }
    if (url === undefined) return sendParts(to, options, textParts(title, false));
    if (card.image === undefined) return sendParts(to, options, textParts(`${title}\n${url}`, false));
    return asOutcome(await client.sendLink(openid, { title, description: title, url, thumbUrl: card.image }), to, options);
  }
}

async function sendParts(delivery: ToVisitor, options: DeliverOptions, parts: readonly string[]): Promise<Outcome> {
  // WeChat refuses an empty text, and nobody is helped by a blank one.
  if (parts.every((part) => part.trim() === '')) return refused('empty');
  for (let sent = delivery.progress; sent < parts.length; sent += 1) {
    const result = await options.client.sendText(delivery.identity.subject, parts[sent] ?? '');
    const outcome = asOutcome(result, delivery, options);
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind !== 'sent') return sent === 0 ? outcome : { ...outcome, sentParts: sent };
  }
  return { kind: 'sent' };
}

async function sendPicture(delivery: ToVisitor, options: DeliverOptions, picture: Picture, send: (mediaId: string) => Promise<CallResult>): Promise<Outcome> {
  const refusal = options.pictures.refusal(picture);
  if (refusal !== undefined) return refused(refusal);
  return asOutcome(await options.pictures.sendWith(picture, send), delivery, options);
}

function asOutcome(result: CallResult, { attempts = 0 }: ToVisitor, { alarm }: DeliverOptions): Outcome {
  return result.ok ? { kind: 'sent' } : sendOutcome(result, { attempts, alarm });
}

/** What would end an attribute or a tag early is written so that it cannot. */
function attribute(value: string): string {
  return value.replace(/["<>\s]/g, (char) => encodeURIComponent(char));
}

function words(value: string): string {
  return value.replace(/</g, '＜').replace(/>/g, '＞');
}
