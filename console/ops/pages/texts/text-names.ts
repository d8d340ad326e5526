import { fill, type TextKey } from '../../../../shared/texts';
import type { Say } from '../../../frame/language';
import { placeNames, type PlaceName } from './text-catalogue';
import type { textsWords } from './texts-words';

type SayTexts = Say<typeof textsWords>;

/** What ops call a text; its key is for machines. */
export const textName = (key: TextKey, say: SayTexts): string => say(key === 'notice' ? 'noticeSingle' : key);

const placeWords = {
  agent: 'placeAgent', designated: 'placeDesignated', entry: 'placeEntry', place: 'placePlace', from: 'placeFrom', to: 'placeTo', waiting: 'placeWaiting', opensAt: 'placeOpensAt', count: 'placeCount',
} as const satisfies Record<PlaceName, keyof typeof textsWords>;
export const placeName = (place: PlaceName, say: SayTexts): string => say(placeWords[place]);

/** A text with each place named instead of filled. */
export const withNames = (text: string, say: SayTexts): string =>
  text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => {
    const place = placeNames.find((one) => one === name);
    return place === undefined ? whole : say('place', { name: placeName(place, say) });
  });

/** A text as a visitor might read it. */
export const withExamples = (text: string, say: SayTexts): string => fill(text, {
  agent: say('exampleAgent'), designated: say('exampleDesignated'), entry: say('exampleEntry'), opensAt: say('exampleOpensAt'), place: 3, from: 5, to: 10, waiting: 12, count: 2,
});
