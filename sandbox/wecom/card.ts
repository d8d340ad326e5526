import { isObject, listIn, numberIn, textIn, type Json } from '../reading';

/** A template card as it stands on one member's phone. */
export interface Card {
  body: Json;
  taskId: string;
  cardType: string;
  /** What the buttons read after an update; they cannot be tapped any more. */
  replacedBy: string | null;
  /** The button tapped last. */
  tapped: string | null;
}

export function newCard(body: Json): Card {
  return { body, taskId: textIn(body, 'task_id'), cardType: textIn(body, 'card_type'), replacedBy: null, tapped: null };
}

/** Puts new content or a done mark onto a card in place. */
export function applyUpdate(card: Card, update: { replaceName: string } | { body: Json }): void {
  if ('replaceName' in update) card.replacedBy = update.replaceName;
  else Object.assign(card, newCard({ task_id: card.taskId, ...update.body }), { taskId: card.taskId });
}

/** The buttons of a card as a person sees them. */
export function buttonsOf({ body, replacedBy, tapped }: Card) {
  return listIn(body, 'button_list').filter(isObject).map((button) => {
    const key = textIn(button, 'key');
    const isLink = numberIn(button, 'type') === 1;
    const done = replacedBy !== null && !isLink;
    const text = done && (tapped === null || tapped === key) ? replacedBy : textIn(button, 'text');
    return { key, text, style: numberIn(button, 'style') ?? 1, url: isLink ? textIn(button, 'url') : null, disabled: done };
  });
}
