import type { MessageBody } from '../../../shared/message';
import { withoutLinks } from '../../wechat/mini-program';
import { splitText, wellFormed } from '../../wechat/text-split';

/** WeChat refuses texts over 2048 bytes (45002); whether it counts exactly so is only measured, hence the distance. */
export const TEXT_BYTES = 2_000;

/** A text as WeChat messages. What a person typed is shown as typed: WeChat would make links of his `<a`. */
export function textParts(text: string, linksMeant: boolean): readonly string[] {
  return splitText(wellFormed(linksMeant ? text : withoutLinks(text)), TEXT_BYTES);
}

/** How many WeChat messages a body is; 0 for what cannot be sent here at all. */
export function countParts(body: MessageBody): number {
  if (body.kind === 'text') return textParts(body.text, false).length;
  return body.kind === 'image' || body.kind === 'card' ? 1 : 0;
}
