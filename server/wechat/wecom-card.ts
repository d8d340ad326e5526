import { cutToBytes, cutToChars, wellFormed } from './text-split';

/**
 * A card with buttons (WeCom: template_card of type button_interaction). Texts over WeCom's limits are cut, never refused;
 * the limits are in characters as WeCom's page gives them, keys and ids in bytes.
 */
export interface ButtonCard {
  /** Unique per application, 1 to 128 of `[0-9A-Za-z_@-]`. A repeat answers 42014, so sending a card again cannot double it. */
  readonly taskId: string;
  readonly source?: string;
  readonly title: string;
  readonly desc?: string;
  readonly subTitle?: string;
  readonly facts?: readonly CardFact[];
  /** 1 to 6; more are left out. */
  readonly buttons: readonly CardButton[];
  /** Opened by a tap on the card itself. */
  readonly url?: string;
}

export interface CardFact {
  readonly name: string;
  readonly value: string;
  readonly url?: string;
}

export interface CardButton {
  readonly text: string;
  /** Comes back as EventKey. At most 1024 bytes. */
  readonly key: string;
  /** WeCom's number for the look, 1 if absent. */
  readonly style?: 1 | 2 | 3 | 4;
}

/** The `template_card` object for message/send and update_template_card. */
export function buttonCard(card: ButtonCard): object {
  return {
    card_type: 'button_interaction',
    ...(card.source === undefined ? {} : { source: { desc: chars(card.source, 20) } }),
    main_title: { title: chars(card.title, 36), ...(card.desc === undefined ? {} : { desc: chars(card.desc, 44) }) },
    ...(card.subTitle === undefined ? {} : { sub_title_text: chars(card.subTitle, 160) }),
    ...(card.facts === undefined ? {} : { horizontal_content_list: card.facts.slice(0, 6).map(fact) }),
    task_id: card.taskId,
    ...(card.url === undefined ? {} : { card_action: { type: 1, url: card.url } }),
    button_list: card.buttons.slice(0, 6).map((button) => ({
      type: 0,
      text: chars(button.text, 10),
      style: button.style ?? 1,
      key: cutToBytes(button.key, 1024),
    })),
  };
}

function fact({ name, value, url }: CardFact): object {
  const texts = { keyname: chars(name, 5), value: chars(value, 30) };
  return url === undefined ? texts : { ...texts, type: 1, url };
}

function chars(text: string, max: number): string {
  return cutToChars(wellFormed(text), max);
}
