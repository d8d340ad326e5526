import { createAlerts, type Alerts } from './alerts';
import { createChatFiles } from './chat-files';
import { createChatRoom, type ChatRoom } from './chat-room';
import { createConversations, type Conversations } from './conversations';
import { createDial } from './dial';
import { createFacts, type Facts } from './facts';
import { createLanguage, type LanguageChoice } from './language';
import type { Phone } from './phone';
import { createSend } from './request';
import { createPhoneSession } from './session';
import { createEntries, type Entries } from './shared-values/asking/entries';
import { createLeftMessages, type LeftMessages } from './shared-values/asking/left-messages';
import type { Timers } from './shared-values/asking/timers';
import { createStorage } from './storage';
import { createTranscript, type Transcript } from './transcript';

/** What the pages and components work with. */
export interface Services {
  readonly language: LanguageChoice;
  readonly entries: Entries;
  readonly conversations: Conversations;
  readonly leftMessages: LeftMessages;
  readonly alerts: Alerts;
  readonly facts: Facts;
  /** A chat of its own for each page that shows one. */
  chat(entry: string): ChatRoom;
  /** Of one conversation, for each page that shows it. `changed`: there is something new to show. */
  transcript(conversation: string, changed: () => void): Transcript;
  readonly timers: Timers;
}

/** Puts the services together. `random` in [0, 1). */
export const composeServices = ({ phone, timers, random, address }: { phone: Phone; timers: Timers; random: () => number; address: string }): Services => {
  const storage = createStorage(phone);
  const language = createLanguage(storage);
  const session = createPhoneSession({ phone, storage, timers, send: createSend({ phone, timers, address, language: language.current }) });
  const facts = createFacts({ send: session.send });
  const { send } = facts;
  // unique among the messages of one visitor is enough: the server keeps them apart by visitor
  const newId = (): string => `${timers.now().toString(36)}-${random().toString(36).slice(2, 12)}-${random().toString(36).slice(2, 12)}`;
  const alerts = createAlerts({ phone, storage, timers });
  const files = createChatFiles({ phone, session, address });
  let lastToken: string | undefined;
  const token = async (isRefused: boolean): Promise<string | undefined> => {
    // they may decide who answers
    await facts.settled();
    const signedIn = await session.token(isRefused ? lastToken : undefined);
    lastToken = signedIn.ok ? signedIn.token : undefined;
    return lastToken;
  };
  return {
    language,
    entries: createEntries({ send, timers, random }),
    conversations: createConversations({ send, timers, random, answered: alerts.ring }),
    leftMessages: createLeftMessages({ send, storage, newId }),
    alerts,
    facts,
    chat: (entry) => createChatRoom({ talk: { entry, dial: createDial({ phone, address }), token, storage, timers, random, newId }, files, timers, newId, alerts }),
    transcript: (conversation, changed) => createTranscript({ conversation, send, files, timers, changed }),
    timers,
  };
};
