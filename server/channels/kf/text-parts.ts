import type { MessageBody } from '../../../shared/message';
import { withoutLinks } from '../../wechat/mini-program';
import { splitText, wellFormed } from '../../wechat/text-split';

/** WeCom: the content of a text is at most 2048 bytes. */
const TEXT_BYTES = 2048;

/** A text as messages of 微信客服, each one of the five. What a person typed is shown as typed. */
export function textParts(text: string, linksMeant: boolean): readonly string[] {
  return splitText(wellFormed(linksMeant ? text : withoutLinks(text)), TEXT_BYTES);
}

/** How many messages a body is; 0 for what cannot be sent here at all. */
export function countParts(body: MessageBody): number {
  if (body.kind === 'text') return textParts(body.text, false).length;
  return body.kind === 'image' || body.kind === 'file' || body.kind === 'card' ? 1 : 0;
}
