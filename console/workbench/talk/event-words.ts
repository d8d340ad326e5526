import { causeIn } from '../../../shared/causes';
import type { Language, Say } from '../../frame/language';
import type { talkWords } from './talk-words';

/** Something that happened in a conversation, in words. `entryOf`: what the button is called, as far as that is known. */
export function eventWords({ event, detail }: { event: string; detail?: string }, entryOf: (key: string) => string, say: Say<typeof talkWords>, language: Language): string {
  switch (event) {
    case 'entered': return say('entered', { entry: entryOf(detail ?? '') });
    case 'nobody-answered': return say('nobodyAnswered');
    default: return causeIn(event, language);
  }
}
