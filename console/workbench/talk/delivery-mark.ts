import type { Message } from '../../../shared/message';
import type { WordTable } from '../../frame/language';

export const markWords = {
  going: { zh: '正在送达', en: 'On its way' },
  arrived: { zh: '已送达', en: 'Delivered' },
  stored: { zh: '已发送', en: 'Sent' },
  read: { zh: '已读', en: 'Read' },
  held: { zh: '暂存：{why}。访客再说一句就会自动发出', en: 'Kept: {why}. It goes out at the visitor’s next word' },
  failed: { zh: '没有送达：{why}', en: 'Not delivered: {why}' },
  unknown: { zh: '可能没有送达：{why}', en: 'May not have arrived: {why}' },
  dropped: { zh: '没有发出：{why}', en: 'Not sent: {why}' },
} as const satisfies WordTable;

export interface DeliveryMark {
  readonly word: keyof typeof markWords;
  /** Why, as a code. */
  readonly why?: string;
  /** What is amiss is said beside it; the rest is a tick. */
  readonly isAmiss: boolean;
  readonly canResend: boolean;
}

const amiss = (word: DeliveryMark['word'], why: string | undefined, canResend: boolean): DeliveryMark => ({ word, isAmiss: true, canResend, ...(why !== undefined && { why }) });
const tick = (word: DeliveryMark['word']): DeliveryMark => ({ word, isAmiss: false, canResend: false });

/** How far an answer has come. On our own page it has arrived with being stored, and the visitor's reading is known. */
export function deliveryMark({ seq, delivery }: Pick<Message, 'seq' | 'delivery'>, readTo: number): DeliveryMark {
  if (seq <= readTo) return tick('read');
  switch (delivery?.state) {
    case undefined: return tick('stored');
    case 'pending':
    case 'taken': return tick('going');
    case 'sent': return tick('arrived');
    case 'held': return amiss('held', delivery?.why, false);
    case 'failed': return amiss('failed', delivery?.why, true);
    case 'unknown': return amiss('unknown', delivery?.why, true);
    case 'dropped': return amiss('dropped', delivery?.why, false);
  }
}
