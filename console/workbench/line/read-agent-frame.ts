import type { ToAgent } from '../../../shared/frames/agent';
import { areMessages, frameReader, isNumber, isObject, isText } from '../../../shared/talk/frame-reader';

const isConversation = (value: unknown): boolean => isObject(value) && isText(value['id']) && isNumber(value['seq']);
const isLine = (value: unknown): boolean => isObject(value) && isConversation(value['conversation']) && isNumber(value['unread']);
const areLines = (value: unknown): boolean => Array.isArray(value) && value.every(isLine);
const isDetail = (value: unknown): boolean => isObject(value) && isConversation(value['conversation']) && isObject(value['visitor']);

/** What the server said to the workbench. */
export const readAgentFrame = frameReader<ToAgent>({
  ready: ({ pingMs, now, status }) => isNumber(pingMs) && isNumber(now) && isObject(status),
  mine: ({ conversations }) => areLines(conversations),
  queue: ({ conversations }) => areLines(conversations),
  line: ({ list, line }) => isText(list) && isLine(line),
  gone: ({ list, conversation }) => isText(list) && isText(conversation),
  messages: ({ conversation, after, seq, messages }) => isText(conversation) && isNumber(after) && isNumber(seq) && areMessages(messages),
  changed: ({ conversation, messages }) => isText(conversation) && areMessages(messages),
  conversation: ({ detail }) => isDetail(detail),
  status: ({ status }) => isObject(status),
  typing: ({ conversation }) => isText(conversation),
  read: ({ conversation, seq }) => isText(conversation) && isNumber(seq),
  told: ({ kind, words }) => isText(kind) && isObject(words),
  refused: ({ code, message }) => isText(code) && isText(message),
  ping: () => true,
  bye: () => true,
});
