import { sayChat } from './chat-words';
import { waitRange } from './shared-values/asking/entry-look';
import type { Language } from './shared-values/asking/language';
import type { TalkView } from './shared-values/talk/parts';

/** What stands above the words of a chat. Plain JSON, as setData wants it. */
export interface ChatHead {
  readonly name: string;
  /** Address of a picture, or ''; the sign stands where there is none. */
  readonly picture: string;
  readonly sign: string;
  readonly sentence: string;
  /** What follows from it; '' for nothing. */
  readonly hint: string;
  readonly tone: 'here' | 'stand-in' | 'busy' | 'away';
  /** '' unless something is wrong with the line. */
  readonly trouble: string;
  readonly canEnd: boolean;
  /** He waits and may leave words instead, or be told later. */
  readonly waits: boolean;
}

/** Drawn while there is nothing to say yet. */
export const blankHead: ChatHead = { name: '', picture: '', sign: '', sentence: '', hint: '', tone: 'away', trouble: '', canEnd: false, waits: false };

type How = Pick<ChatHead, 'sentence' | 'hint' | 'tone'>;

const howOf = ({ state, typing }: TalkView, language: Language): How => {
  const name = state?.agent?.name ?? '';
  if (typing) return { sentence: sayChat(language, 'typing'), hint: '', tone: state?.standsInFor === undefined ? 'here' : 'stand-in' };
  switch (state?.state) {
    case 'assigned':
      if (state.standsInFor !== undefined && name !== '') return { sentence: sayChat(language, 'standsIn', { designated: state.standsInFor, agent: name }), hint: '', tone: 'stand-in' };
      return { sentence: sayChat(language, 'answers'), hint: '', tone: 'here' };
    case 'waiting': {
      const { place, wait } = state;
      if (place === undefined) return { sentence: sayChat(language, 'searching'), hint: '', tone: 'busy' };
      const sentence = wait === undefined ? sayChat(language, 'place', { place }) : sayChat(language, 'placeWait', { place, wait: waitRange(wait, language) });
      return { sentence, hint: sayChat(language, 'waitingHint'), tone: 'busy' };
    }
    case 'left': return { sentence: sayChat(language, 'left'), hint: '', tone: 'away' };
    case 'closed': return { sentence: sayChat(language, 'closed'), hint: '', tone: 'away' };
    default: return { sentence: sayChat(language, 'connecting'), hint: '', tone: 'away' };
  }
};

/** `label` names the entry until somebody answers. */
export const chatHead = (view: TalkView, label: string, language: Language): ChatHead => {
  const { state, connection } = view;
  const name = state?.agent?.name ?? label;
  return {
    name,
    picture: state?.agent?.avatar ?? '',
    sign: [...name][0] ?? '',
    ...howOf(view, language),
    trouble: connection === 'offline' || connection === 'elsewhere' ? sayChat(language, connection) : '',
    canEnd: state?.state === 'assigned' || state?.state === 'waiting',
    waits: state?.state === 'waiting' && state.place !== undefined,
  };
};
