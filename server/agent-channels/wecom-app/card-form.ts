import { shortText } from '../../../shared/short-text';
import type { ButtonCard } from '../../wechat/wecom-card';
import type { CardButton, Piece } from '../agent-channel';
import { writeButtonKey } from './button-key';

export type Card = Extract<Piece, { form: 'card' }>;

/** WeCom's limits of a template card, in characters; a longer or empty text makes it refuse the whole card. */
const TITLE = 36;
const SUBTITLE = 44;
const TEXT = 160;
const NAME = 5;
const VALUE = 30;
const BUTTON = 10;
const MAX_LINES = 6;

/** 1 blue, 2 blue on grey, 3 red on grey. */
const LOOKS: Readonly<Record<CardButton['look'], 1 | 2 | 3>> = { primary: 1, plain: 2, danger: 3 };

/** A card with buttons in WeCom's form, cut where it must be. A title that had to be cut stands in full in the text below it. */
export function cardForm(card: Card): ButtonCard {
  const title = filled(card.title);
  const cutTitle = shortText(title, TITLE);
  const below = cutTitle === title ? card.text : [title, card.text].filter((part) => part !== undefined).join('\n');
  const facts = card.lines.filter(({ name }) => name.trim() !== '').slice(0, MAX_LINES);
  return {
    taskId: card.id,
    title: cutTitle,
    ...(card.subtitle !== undefined && { desc: shortText(card.subtitle, SUBTITLE) }),
    ...(below !== undefined && { subTitle: shortText(below, TEXT) }),
    ...(facts.length > 0 && { facts: facts.map(({ name, value }) => ({ name: shortText(name, NAME), value: shortText(filled(value), VALUE) })) }),
    buttons: card.buttons.map((button) => ({ text: shortText(filled(button.text), BUTTON), key: writeButtonKey(button), style: LOOKS[button.look] })),
  };
}

/** The same in plain text, for a card nobody can tap: WeCom refuses cards without a button. */
export function cardText({ title, subtitle, text, lines }: Card): string {
  return [title, subtitle, text, ...lines.map(({ name, value }) => `${name}：${value}`)].filter((line) => line !== undefined && line !== '').join('\n');
}

function filled(text: string): string {
  return text.trim() === '' ? '-' : text;
}
