import { isObject, listIn, numberIn, objectIn, textIn, utf8Bytes, type Json } from '../reading';

export type CardCheck = { ok: true } | { ok: false; code: number; why: string };

const KINDS = ['text_notice', 'news_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction'];
export const INTERACTIVE = ['button_interaction', 'vote_interaction', 'multiple_interaction'];
const TASK_ID = /^[0-9A-Za-z_@-]{1,128}$/;
const KEY_BYTES = 1024;

interface Limit {
  path: readonly [string, string] | readonly [string];
  most: number;
}

/** Lengths in characters: the sheet prints "B" beside the limits that count bytes, and not beside these. */
const TEXTS: readonly Limit[] = [
  { path: ['source', 'desc'], most: 20 },
  { path: ['main_title', 'title'], most: 36 },
  { path: ['main_title', 'desc'], most: 44 },
  { path: ['sub_title_text'], most: 160 },
];
const LISTS: readonly Limit[] = [
  { path: ['horizontal_content_list'], most: 6 },
  { path: ['jump_list'], most: 3 },
  { path: ['button_list'], most: 6 },
  { path: ['select_list'], most: 3 },
  { path: ['button_selection', 'option_list'], most: 10 },
  { path: ['checkbox', 'option_list'], most: 20 },
  { path: ['action_menu', 'action_list'], most: 3 },
];

const bad = (code: number, why: string): CardCheck => ({ ok: false, code, why });
const length = (text: string) => [...text].length;

function parent(card: Json, path: Limit['path']): { from: Json; name: string } {
  return path.length === 2 ? { from: objectIn(card, path[0]), name: path[1] } : { from: card, name: path[0] };
}

function checkButtons(card: Json): CardCheck {
  for (const button of listIn(card, 'button_list')) {
    const label = textIn(button, 'text');
    if (label === '' || length(label) > 10) return bad(40058, 'button_list.text must have 1 to 10 characters');
    const style = numberIn(button, 'style') ?? 1;
    if (style < 1 || style > 4) return bad(40058, 'button_list.style must be 1 to 4');
    const link = (numberIn(button, 'type') ?? 0) === 1;
    const key = textIn(button, link ? 'url' : 'key');
    if (key === '' || utf8Bytes(key) > KEY_BYTES) return bad(40058, `button_list.${link ? 'url' : 'key'} must have 1 to 1024 bytes`);
  }
  return { ok: true };
}

function checkPairs(card: Json): CardCheck {
  for (const pair of listIn(card, 'horizontal_content_list')) {
    if (textIn(pair, 'keyname') === '' || length(textIn(pair, 'keyname')) > 5) return bad(40058, 'keyname must have 1 to 5 characters');
    if (length(textIn(pair, 'value')) > 30) return bad(45002, 'horizontal_content_list.value is longer than 30 characters');
  }
  return { ok: true };
}

function keysOf(card: Json): string[] {
  return [...listIn(card, 'button_list'), ...listIn(objectIn(card, 'action_menu'), 'action_list')]
    .filter((item) => (numberIn(item, 'type') ?? 0) === 0)
    .map((item) => textIn(item, 'key'));
}

/** Whether the card makes a callback, so that it needs a task_id and an app with a callback address. */
export function callsBack(card: Json): boolean {
  return INTERACTIVE.includes(textIn(card, 'card_type')) || keysOf(card).length > 0;
}

/** The keys a member can tap. */
export function tappableKeys(card: Json): string[] {
  return [...keysOf(card), textIn(objectIn(card, 'submit_button'), 'key')].filter((key) => key !== '');
}

/** Checks the card's fields and limits; 42014 = task_id empty or malformed (a duplicate is the sender's business). */
export function checkCard(card: Json): CardCheck {
  const kind = textIn(card, 'card_type');
  if (!KINDS.includes(kind)) return bad(40058, 'card_type is unknown');
  if (textIn(objectIn(card, 'main_title'), 'title') === '' && textIn(card, 'sub_title_text') === '') return bad(40058, 'main_title.title is empty');
  for (const { path, most } of TEXTS) {
    const { from, name } = parent(card, path);
    if (length(textIn(from, name)) > most) return bad(45002, `${path.join('.')} is longer than ${most} characters`);
  }
  for (const { path, most } of LISTS) {
    const { from, name } = parent(card, path);
    if (listIn(from, name).length > most) return bad(40058, `${path.join('.')} has more than ${most} items`);
  }
  if (kind === 'button_interaction' && listIn(card, 'button_list').length === 0) return bad(40058, 'button_list is empty');
  if ((kind === 'text_notice' || kind === 'news_notice') && !isObject(card['card_action'])) return bad(40058, 'card_action is missing');
  for (const checked of [checkButtons(card), checkPairs(card)]) if (!checked.ok) return checked;
  if (callsBack(card) && !TASK_ID.test(textIn(card, 'task_id'))) return bad(42014, 'task_id is empty or malformed');
  return { ok: true };
}
