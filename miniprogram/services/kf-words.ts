import type { Language } from './language';
import type { KfFailure } from './open-kf';
import { say } from './words';

export const kfWords = (language: Language, failure: KfFailure): string =>
  failure.kind === 'too-old' ? say(language, 'kfTooOld') : say(language, 'kfFailed', { code: failure.code });
