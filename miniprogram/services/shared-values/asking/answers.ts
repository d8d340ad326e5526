import type { EntriesAnswer, LeaveAnswer, OwnConversationsAnswer, OwnMessagesAnswer } from '../../../../shared/http/visitor';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const hasWords = (value: unknown): boolean => isObject(value) && typeof value['zh'] === 'string';

const isEntry = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['key'] === 'string' &&
  hasWords(value['label']) &&
  isObject(value['state']) && typeof value['state']['kind'] === 'string' && hasWords(value['state']['words']) &&
  isObject(value['invitation']) && typeof value['invitation']['kind'] === 'string';

/** True when the pages can show it. Kinds a newer server may add pass; the pages offer to leave a message for those. */
export const isEntriesAnswer = (data: unknown): data is EntriesAnswer =>
  isObject(data) &&
  isObject(data['site']) && typeof data['site']['name'] === 'string' &&
  Array.isArray(data['entries']) && data['entries'].every(isEntry);

export const isLeaveAnswer = (data: unknown): data is LeaveAnswer =>
  isObject(data) && typeof data['conversation'] === 'string' && hasWords(data['words']);

const isConversation = (value: unknown): boolean =>
  isObject(value) &&
  ['id', 'entry', 'channel', 'state'].every((name) => typeof value[name] === 'string') &&
  typeof value['openedAt'] === 'number' &&
  (value['label'] === undefined || hasWords(value['label'])) &&
  (value['agent'] === undefined || (isObject(value['agent']) && typeof value['agent']['name'] === 'string')) &&
  (value['last'] === undefined || (isObject(value['last']) && typeof value['last']['at'] === 'number' && typeof value['last']['text'] === 'string')) &&
  (value['unread'] === undefined || typeof value['unread'] === 'number');

export const isConversationsAnswer = (data: unknown): data is OwnConversationsAnswer =>
  isObject(data) && Array.isArray(data['conversations']) && data['conversations'].every(isConversation);

const isMessage = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['id'] === 'string' && typeof value['seq'] === 'number' && typeof value['at'] === 'number' && typeof value['from'] === 'string' &&
  isObject(value['body']) && typeof value['body']['kind'] === 'string' && (value['name'] === undefined || typeof value['name'] === 'string');

export const isOwnMessagesAnswer = (data: unknown): data is OwnMessagesAnswer =>
  isObject(data) && typeof data['seq'] === 'number' && Array.isArray(data['messages']) && data['messages'].every(isMessage);
