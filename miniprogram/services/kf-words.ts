import type { KfFailure } from './open-kf';
import type { Language } from './shared-values/asking/language';
import { say } from './words';

/** What happened and what to do next; `otherRoad`: the button now opens WeChat's own chat instead. */
export const kfWords = (language: Language, failure: KfFailure, otherRoad: boolean): string => {
  const why = failure.kind === 'too-old' ? say(language, 'kfTooOld') : say(language, 'kfFailed', { code: failure.code });
  return why + say(language, otherRoad ? 'kfOtherRoad' : failure.kind === 'too-old' ? 'kfUpdate' : 'kfAgain');
};
