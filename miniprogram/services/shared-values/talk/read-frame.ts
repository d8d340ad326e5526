import type { ToVisitor } from '../../../../shared/frames/visitor';
import { areMessages, frameReader, isNumber, isObject, isText } from './frame-reader';

const isState = (value: unknown): boolean => isObject(value) && isText(value['conversation']) && isText(value['state']);

/** What the server said to a visitor. */
export const readFrame = frameReader<ToVisitor>({
  ready: ({ pingMs, now }) => isNumber(pingMs) && isNumber(now),
  opened: ({ state }) => isState(state),
  messages: ({ conversation, after, seq, messages, state }) => isText(conversation) && isNumber(after) && isNumber(seq) && areMessages(messages) && isState(state),
  history: ({ conversation, before, after, messages }) => isText(conversation) && isNumber(before) && isNumber(after) && areMessages(messages),
  ack: ({ clientId, conversation, seq, at }) => isText(clientId) && isText(conversation) && isNumber(seq) && isNumber(at),
  state: ({ state }) => isState(state),
  typing: ({ conversation }) => isText(conversation),
  read: ({ conversation, seq }) => isText(conversation) && isNumber(seq),
  refused: ({ code, message }) => isText(code) && isText(message),
  ping: () => true,
  bye: () => true,
});
