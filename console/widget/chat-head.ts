import { faceOf, waitRange } from '../../shared/asking/entry-look';
import { inLanguage, type Language } from '../../shared/asking/language';
import type { EntryView } from '../../shared/http/visitor';
import type { TalkView } from '../../shared/talk/parts';
import { say } from './words';

/** What stands above the words: who answers, and how it stands. */
export interface ChatHead {
  readonly name: string;
  readonly picture: string;
  readonly sign: string;
  /** Below the name; '' for nothing. */
  readonly sub: string;
  /** Something he should know now, with what follows from it; '' for nothing. */
  readonly banner: string;
  readonly tone: 'calm' | 'busy' | 'alert';
  /** What he may do about it: leave words instead of waiting, or take up the line that was given to another page of his. */
  readonly offer: '' | 'leave' | 'go-on';
}

const placeWords = ({ place, wait }: NonNullable<TalkView['state']>, language: Language): string => {
  if (place === undefined) return say(language, 'waiting');
  return wait === undefined ? say(language, 'place', { place }) : say(language, 'placeWait', { place, wait: waitRange(wait, language) });
};

const subOf = (view: TalkView, language: Language): string => {
  const { state, typing, connection, refused } = view;
  if (typing) return say(language, 'typing');
  if (state?.state === 'waiting') return placeWords(state, language);
  if (state?.state === 'closed') return say(language, 'over');
  if (state?.standsInFor !== undefined) return say(language, 'standsIn', { name: state.standsInFor });
  if (state?.agent !== undefined) return say(language, 'online');
  return connection === 'connecting' && refused === undefined && state === undefined ? say(language, 'connecting') : '';
};

const bannerOf = ({ connection, state, refused }: TalkView, language: Language): Pick<ChatHead, 'banner' | 'tone'> => {
  if (connection === 'offline') return { banner: say(language, 'offlineChat'), tone: 'alert' };
  if (connection === 'elsewhere') return { banner: say(language, 'elsewhere'), tone: 'busy' };
  if (refused !== undefined) return { banner: '', tone: 'calm' };
  if (state?.state === 'waiting') return { banner: `${placeWords(state, language)}${language === 'zh' ? '。' : '. '}${say(language, 'placeHint')}`, tone: 'busy' };
  if (state?.state === 'left') return { banner: say(language, 'leftHint'), tone: 'calm' };
  if (state?.state === 'closed') return { banner: `${say(language, 'over')}${language === 'zh' ? '。' : '. '}${say(language, 'overHint')}`, tone: 'calm' };
  return { banner: '', tone: 'calm' };
};

/** `entry` is what the site's list says of the button; absent until it is known. */
export const chatHead = (view: TalkView, entry: EntryView | undefined, language: Language): ChatHead => {
  const label = entry === undefined ? say(language, 'launcher') : inLanguage(entry.label, language);
  const agent = view.state?.agent;
  const name = agent?.name ?? label;
  return {
    name, ...faceOf(agent?.avatar ?? (agent === undefined ? (entry?.icon ?? '') : ''), name),
    sub: subOf(view, language), ...bannerOf(view, language),
    offer: view.connection === 'elsewhere' ? 'go-on' : view.state?.state === 'waiting' && view.connection !== 'offline' ? 'leave' : '',
  };
};
