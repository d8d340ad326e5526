import type { Outcome } from '../../../shared/outcome';
import type { CallResult } from '../../wechat/answer';
import type { KfMessage } from '../../wechat/kf-message-form';
import type { ToVisitor } from '../channel';
import { sendOutcome, type KfAlarm } from './call-outcome';
import type { Attachment, Media } from './media';
import { partId } from './message-id';
import { sendPart, type PartClient } from './send-part';
import { textParts } from './text-parts';

export interface DeliverOptions {
  readonly client: PartClient;
  readonly media: Media;
  /** The mini-program whose pages cards open; without it a page cannot be sent. */
  readonly appId?: string;
  /** Shown on cards that bring no picture of their own. */
  readonly cardPicture?: Attachment;
  readonly alarm: (alarm: KfAlarm) => void;
}

type Card = Extract<ToVisitor['body'], { kind: 'card' }>;
const refused = (why: string): Outcome => ({ kind: 'refused', why });

/** Sends one body to a visitor, as many messages as it needs, from the first that has not surely gone. */
export async function deliverToVisitor(delivery: ToVisitor, options: DeliverOptions): Promise<Outcome> {
  const { body, file } = delivery;
  switch (body.kind) {
    case 'text':
      return sendTexts(delivery, options, textParts(body.text, delivery.linksMeant === true));
    case 'image':
      if (file !== undefined) return sendWith('image', { ...file, name: 'picture' }, (mediaId) => ({ kind: 'image', mediaId }));
      return body.mediaId === undefined ? refused('file-missing') : sendOne(delivery, options, { kind: 'image', mediaId: body.mediaId });
    case 'file':
      if (file !== undefined) return sendWith('file', { ...file, name: body.name }, (mediaId) => ({ kind: 'file', mediaId }));
      return body.mediaId === undefined ? refused('file-missing') : sendOne(delivery, options, { kind: 'file', mediaId: body.mediaId });
    case 'card':
      return sendCard(body);
    case 'event':
    case 'unsupported':
      return refused('kind-not-supported');
  }

  async function sendWith(kind: 'image' | 'file', attachment: Attachment, message: (mediaId: string) => KfMessage): Promise<Outcome> {
    const refusal = options.media.refusal(kind, attachment);
    if (refusal !== undefined) return refused(refusal);
    const result = await options.media.sendWith(kind, attachment, (mediaId) => attempt(delivery, options, 0, message(mediaId)));
    return judged(result, delivery, options, 0);
  }

  async function sendCard({ title, path, url, mediaId }: Card): Promise<Outcome> {
    const { appId, cardPicture, media } = options;
    const form = (thumbMediaId: string): KfMessage | undefined => {
      if (path !== undefined && appId !== undefined) return { kind: 'miniprogram', appid: appId, title, pagePath: path, thumbMediaId };
      return url === undefined ? undefined : { kind: 'link', title, url, thumbMediaId };
    };
    const own = file === undefined ? undefined : { ...file, name: 'picture' };
    const picture = [own, cardPicture].find((one) => one !== undefined && media.refusal('image', one) === undefined);
    const needed = form('');
    if (needed !== undefined && picture !== undefined) return sendWith('image', picture, (thumb) => form(thumb) ?? needed);
    const known = mediaId === undefined ? undefined : form(mediaId);
    if (known !== undefined) return sendOne(delivery, options, known);
    // Cards need a picture and pages a card: an address can be written instead, a page cannot.
    if (url !== undefined) return sendTexts(delivery, options, textParts(`${title}\n${url}`, false));
    return path === undefined ? sendTexts(delivery, options, textParts(title, false)) : refused('kind-not-supported');
  }
}

async function sendTexts(delivery: ToVisitor, options: DeliverOptions, parts: readonly string[]): Promise<Outcome> {
  if (parts.every((part) => part.trim() === '')) return refused('empty');
  for (let sent = delivery.progress; sent < parts.length; sent += 1) {
    const result = await attempt(delivery, options, sent, { kind: 'text', content: parts[sent] ?? '' });
    const outcome = judged(result, delivery, options, sent);
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind !== 'sent') return sent === 0 ? outcome : { ...outcome, sentParts: sent };
  }
  return { kind: 'sent' };
}

async function sendOne(delivery: ToVisitor, options: DeliverOptions, message: KfMessage): Promise<Outcome> {
  return judged(await attempt(delivery, options, 0, message), delivery, options, 0);
}

function attempt({ id, identity, attempts = 0 }: ToVisitor, { client, alarm }: DeliverOptions, part: number, message: KfMessage): Promise<CallResult<Outcome>> {
  const msgId = partId(id, part);
  return sendPart({ to: identity, message, ...(msgId !== undefined && { msgId }) }, client, { attempts, alarm });
}

/**
 * WeCom refuses a second copy by its msgid, but with which errcode is not told: where an earlier attempt may have sent this very
 * part, a refusal of the request itself can mean just that. Then it is neither sent nor lost for certain, and a person is told.
 */
function judged(result: CallResult<Outcome>, { id, attempts = 0, progress }: ToVisitor, { alarm }: DeliverOptions, part: number): Outcome {
  if (result.ok) return result.body;
  const outcome = sendOutcome(result, { attempts, alarm });
  if (outcome.kind !== 'refused' || partId(id, part) === undefined) return outcome;
  const [code, detail = ''] = outcome.why.split(':');
  if (code === 'duplicate') return { kind: 'sent' };
  return code === 'bad-request' && attempts > 0 && part === progress ? { kind: 'unknown', why: `perhaps-sent:${detail}` } : outcome;
}
