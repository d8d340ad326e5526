import { isRecord, parseJsonRecord } from './json';
import { parseXml } from './xml';

/** A field of a push. Every scalar is a string, in XML and in JSON: CreateTime arrives as number or text, MsgId has 64 bits. */
export type Field = string | Fields | readonly Field[];
export interface Fields {
  readonly [name: string]: Field | undefined;
}

/** A decrypted, authenticated callback of either platform, of a known kind or not. */
export interface Push {
  readonly platform: 'wechat' | 'wecom';
  readonly fields: Fields;
  /** The message as received, decrypted: for storing kinds we do not know. */
  readonly raw: string;
}

const MAX_DEPTH = 8;
/** WeCom's published sample of a card event misspells the two names; both spellings arrive. */
const SPELLING: ReadonlyMap<string, string> = new Map([['OpitonIds', 'OptionIds'], ['OpitonId', 'OptionId']]);
const LIST_WRAPPERS = ['SubscribeMsgPopupEvent', 'SubscribeMsgChangeEvent', 'SubscribeMsgSentEvent'];

/** Reads XML or JSON, told apart by the first character; `undefined` when it is neither, or nested beyond reason. */
export function readPush(platform: Push['platform'], raw: string): Push | undefined {
  const record = parseEither(raw);
  const fields = record === undefined ? undefined : toFields(record, 0);
  return fields === undefined ? undefined : { platform, fields: withLists(fields), raw };
}

/** A text field of a push; '' when it is missing or has parts. */
export function fieldText(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** The parts of a field that holds one or many records. */
export function fieldRecords(fields: Fields, name: string): readonly Fields[] {
  return listOf(fields[name]).filter(isFields);
}

function parseEither(raw: string): Readonly<Record<string, unknown>> | undefined {
  const text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
  const first = text.trimStart().charAt(0);
  if (first === '{') return parseJsonRecord(text);
  return first === '<' ? parseXml(raw) : undefined;
}

function toFields(record: Readonly<Record<string, unknown>>, depth: number): Fields | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const fields: Record<string, Field> = {};
  for (const name of Object.keys(record)) {
    // '#text' is the white space between elements; '__proto__' would not become a field of its own.
    if (name === '#text' || name === '__proto__') continue;
    const field = toField(record[name], depth + 1);
    if (field === undefined) return undefined;
    fields[SPELLING.get(name) ?? name] = field;
  }
  return fields;
}

function toField(value: unknown, depth: number): Field | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isRecord(value)) return toFields(value, depth);
  if (!Array.isArray(value)) return '';
  if (depth > MAX_DEPTH) return undefined;
  const items: Field[] = [];
  for (const item of value) {
    const field = toField(item, depth + 1);
    if (field === undefined) return undefined;
    items.push(field);
  }
  return items;
}

/**
 * Gives lists one shape. WeChat's subscribe events: `List` is an object for one element, an array for several, and in XML
 * stands inside a wrapper named after the event. WeCom's card events: SelectedItems holds SelectedItem once or often, each
 * with OptionIds holding OptionId once or often. After this `List` and `SelectedItems` are lists of records, and each
 * record's `OptionIds` is a list of texts.
 */
function withLists(fields: Fields): Fields {
  const event = fieldText(fields, 'Event');
  if (event.startsWith('subscribe_msg_')) {
    const wrapped = LIST_WRAPPERS.flatMap((name) => listOf(fields[name]).filter(isFields).flatMap((part) => listOf(part.List)));
    const others = Object.entries(fields).filter(([name]) => !LIST_WRAPPERS.includes(name));
    return { ...Object.fromEntries(others), List: [...listOf(fields.List), ...wrapped].filter(isFields) };
  }
  if (event === 'template_card_event' && fields.SelectedItems !== undefined) {
    const items = listOf(fields.SelectedItems).filter(isFields);
    const selected = items.flatMap((item) => (item.SelectedItem === undefined ? [item] : listOf(item.SelectedItem).filter(isFields)));
    return { ...fields, SelectedItems: selected.map((item) => ({ ...item, OptionIds: optionIds(item.OptionIds) })) };
  }
  return fields;
}

function optionIds(value: Field | undefined): readonly Field[] {
  return listOf(value).flatMap((part) => (isFields(part) ? listOf(part.OptionId) : [part])).filter((id) => typeof id === 'string' && id !== '');
}

function listOf(value: Field | undefined): readonly Field[] {
  if (value === undefined || value === '') return [];
  return isFieldList(value) ? value : [value];
}

function isFieldList(value: Field): value is readonly Field[] {
  return Array.isArray(value);
}

function isFields(value: Field): value is Fields {
  return typeof value === 'object' && !Array.isArray(value);
}
