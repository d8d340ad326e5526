import type { ToVisitor } from '../../../../shared/frames/visitor';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number' && isFinite(value);

const isState = (value: unknown): boolean => isObject(value) && isText(value['conversation']) && isText(value['state']);
const isMessage = (value: unknown): boolean =>
  isObject(value) && isNumber(value['seq']) && isNumber(value['at']) && isText(value['from']) && isObject(value['body']) && isText(value['body']['kind']);
const areMessages = (value: unknown): boolean => Array.isArray(value) && value.every(isMessage);

const shapes: Readonly<Record<ToVisitor['type'], (frame: Fields) => boolean>> = {
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
};

const isType = (type: unknown): type is ToVisitor['type'] => typeof type === 'string' && Object.prototype.hasOwnProperty.call(shapes, type);
const isFrame = (value: unknown): value is ToVisitor => isObject(value) && isType(value['type']) && shapes[value['type']](value);

/** What the server said; undefined when this release does not know such a frame. Kinds of messages a newer server may add pass. */
export function readFrame(text: string): ToVisitor | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFrame(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
