import type { ChatMessage } from '../../shared/frames/visitor';
import type { Conversation } from '../../shared/conversation';
import type { Message } from '../../shared/message';
import type { Live } from '../stores/live';
import type { ConfigView } from './config-view';
import { shownToVisitor } from './shown-to-visitor';
import { standingOf } from './standing-of';

/** Words just stored, with their conversation as that left it. */
export interface Said {
  conversation: Conversation;
  message: Message;
}

/** Something in a conversation is new: with `seq`, only words up to this number, while all else stands as `standing` says. */
export interface ChatNews {
  conversation: string;
  words?: { seq: number; standing: string };
}

/** Words stored on this node, so that they need not be read again; `message` is absent when they are not for the visitor. */
export interface FreshWords {
  conversation: string;
  seq: number;
  standing: string;
  message?: ChatMessage;
}

export interface ConversationNews {
  changed(conversation: string, said?: Said): void;
  /** News comes to every node, after the fresh words to this one. Either may be lost; who follows by number loses nothing. Answers how to stop. */
  hear(hearer: { changed(news: ChatNews): void; fresh?(words: FreshWords): void }): Promise<() => void>;
}

const TOPIC = 'conversation';

export function createConversationNews({ live, view }: { live: Pick<Live, 'publish' | 'subscribe'>; view(): ConfigView }): ConversationNews {
  const hearers = new Set<(words: FreshWords) => void>();
  return {
    changed(id, said) {
      const standing = said && standingOf(view(), said.conversation);
      if (said === undefined || standing === undefined) return live.publish(TOPIC, id);
      const { seq } = said.message;
      const [message] = shownToVisitor(view(), [said.message]);
      for (const fresh of hearers) fresh({ conversation: id, seq, standing, ...(message && { message }) });
      live.publish(TOPIC, `${id} ${seq} ${standing}`);
    },
    async hear({ changed, fresh }) {
      if (fresh) hearers.add(fresh);
      const stop = await live.subscribe(TOPIC, (told) => changed(newsIn(told)));
      return () => {
        if (fresh) hearers.delete(fresh);
        stop();
      };
    },
  };
}

function newsIn(told: string): ChatNews {
  const [conversation = '', seq, standing] = told.split(' ');
  return { conversation, ...(standing !== undefined && { words: { seq: Number(seq), standing } }) };
}
