import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { Conversation } from '../../../shared/conversation';
import { useSend } from '../../frame/api/use-send';
import { failureLine } from '../../frame/failure-words';
import { useLanguage, useWords } from '../../frame/language';
import { isPicture, sizeFault } from '../../widget/size-fault';
import { talkApi } from '../talk/talk-api';
import { newId } from '../this-browser';
import { composerWords } from './composer-words';
import { useOutgoing } from './use-outgoing';

/** A picture or file that was chosen, to be looked at before it goes. */
export interface Chip {
  readonly id: string;
  readonly file: File;
  /** Of a picture: where it can be seen. */
  readonly address?: string;
  readonly isGoing: boolean;
}

export interface Attachments {
  chips: ShallowRef<readonly Chip[]>;
  /** What was not taken, or did not go up; none takes another away. */
  troubles: ShallowRef<readonly string[]>;
  take(files: readonly File[]): void;
  takeOut(id: string): void;
  /** Sends up what waits, one after another, and says each once it is there; one that fails stays and can be sent again. */
  send(): Promise<void>;
}

const MOST = 9;

/** What is attached to the next reply in a conversation; another conversation begins with nothing. */
export function useAttachments(conversation: () => Conversation): Attachments {
  const api = talkApi(useSend());
  const outgoing = useOutgoing();
  const say = useWords(composerWords);
  const language = useLanguage();
  const chips = shallowRef<readonly Chip[]>([]);
  const troubles = shallowRef<readonly string[]>([]);

  const complain = (words: string): void => void (troubles.value = [...troubles.value, words]);
  const mark = (id: string, isGoing: boolean): void => void (chips.value = chips.value.map((chip) => (chip.id === id ? { ...chip, isGoing } : chip)));
  function takeOut(id: string): void {
    const { address } = chips.value.find((chip) => chip.id === id) ?? {};
    if (address !== undefined) URL.revokeObjectURL(address);
    chips.value = chips.value.filter((chip) => chip.id !== id);
  }
  function clear(): void {
    for (const { id } of chips.value) takeOut(id);
    troubles.value = [];
  }

  function take(files: readonly File[]): void {
    troubles.value = [];
    for (const file of files) {
      const { name } = file;
      if (chips.value.length >= MOST) return complain(say('tooManyFiles'));
      const fault = sizeFault(file);
      if (fault !== undefined) complain(say(fault, { name }));
      else if (conversation().channel === 'contact' && !isPicture(file)) complain(say('fileNotHere', { name }));
      else chips.value = [...chips.value, { id: newId(), file, isGoing: false, ...(isPicture(file) && { address: URL.createObjectURL(file) }) }];
    }
  }

  async function sendOne({ id, file }: Chip, to: string): Promise<void> {
    mark(id, true);
    const answer = await api.sendUp(file);
    // Taken out meanwhile: it is never said, and gone from the server in a day.
    if (!chips.value.some((chip) => chip.id === id)) return;
    mark(id, false);
    if (!answer.ok) return complain(say('uploadFailed', { name: file.name, why: failureLine(answer.failure, language) }));
    takeOut(id);
    outgoing.say(to, { kind: answer.value.kind, file: answer.value.file });
  }
  async function send(): Promise<void> {
    const { id } = conversation();
    troubles.value = [];
    for (const chip of chips.value.filter(({ isGoing }) => !isGoing)) await sendOne(chip, id);
  }

  watch(() => conversation().id, clear);
  onScopeDispose(clear);
  return { chips, troubles, take, takeOut, send };
}
