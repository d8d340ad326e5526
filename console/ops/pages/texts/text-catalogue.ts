import { defaultTexts, type TextKey } from '../../../../shared/texts';

/** What may stand in a text: filled in when it is said. */
export const placeNames = ['agent', 'designated', 'entry', 'place', 'from', 'to', 'waiting', 'opensAt', 'count'] as const;
export type PlaceName = (typeof placeNames)[number];

export interface TextGroup {
  name: 'begin' | 'queue' | 'leave' | 'during' | 'button' | 'notice';
  keys: readonly TextKey[];
}

/** Every text in the order a visitor meets them. */
export const textGroups: readonly TextGroup[] = [
  { name: 'begin', keys: ['greeting', 'greetingStandIn', 'joined', 'standIn', 'moved'] },
  { name: 'queue', keys: ['queued', 'queuedEstimate', 'noSeats', 'leftAfterWait'] },
  { name: 'leave', keys: ['noAgent', 'outsideHours', 'outsideHoursOpens', 'leftThanks', 'leftThanksDue'] },
  { name: 'during', keys: ['closedByAgent', 'closedIdle', 'surveyAsked'] },
  { name: 'button', keys: ['entryAvailable', 'entryStandIn', 'entryQueue', 'entryQueueEstimate', 'entryNoSeats', 'entryLeave', 'entryClosed', 'entryClosedOpens'] },
  { name: 'notice', keys: ['noticeUnread', 'notice'] },
];

/** Where the name of the entry is known too, though our own words do not use it. */
const knowsEntry: ReadonlySet<TextKey> = new Set<TextKey>(['greeting', 'greetingStandIn', 'joined', 'standIn', 'moved', 'queued', 'queuedEstimate', 'noSeats', 'leftAfterWait', 'noAgent', 'outsideHours', 'outsideHoursOpens']);

const PLACE = /\{([a-zA-Z]+)\}/g;
const namesIn = (text: string): string[] => [...text.matchAll(PLACE)].map((found) => found[1] ?? '');

/** What a text can say of the moment it is said in. */
export const placesOf = (key: TextKey): PlaceName[] =>
  placeNames.filter((name) => namesIn(defaultTexts[key].zh).includes(name) || (name === 'entry' && knowsEntry.has(key)));

/** Places in these words that nothing would ever be filled into. */
export const strangePlaces = (key: TextKey, text: string): string[] => [...new Set(namesIn(text))].filter((name) => !placesOf(key).some((known) => known === name));

/** How the texts on buttons and in subscribe messages are cut; others may be as long as they may be. */
const shortest: Partial<Record<TextGroup['name'], number>> = { button: 40, notice: 20 };

/** How many characters of a text a visitor can see at its place, if there are bounds. */
export function roomOf(key: TextKey): number | undefined {
  const group = textGroups.find(({ keys }) => keys.includes(key));
  return group && shortest[group.name];
}

/** A welcome goes with others in one message of the platform. */
export const WELCOME_BYTES = 600;
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
