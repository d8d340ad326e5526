import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import type { ConversationDetail } from '../../../shared/http/agent';
import type { Message } from '../../../shared/message';
import { createSigns, type Signs } from '../../../shared/talk/signs';
import type { Failure } from '../../frame/api/answer';
import { useSend } from '../../frame/api/use-send';
import { saidAfter, withChanged, withEarlier, withNext, withOwn, type Said } from '../line/said';
import { useLine } from '../line/use-line';
import { useLists } from '../line/use-lists';
import { timers } from '../this-browser';
import { talkApi } from './talk-api';

/** One conversation as this page knows it; a new object with each change. */
export interface Talk {
  readonly id: string;
  /** Told by the line while it is. */
  readonly isOpen: boolean;
  /** Absent until its first words were told. */
  readonly said?: Said;
  readonly detail?: ConversationDetail;
  /** He may not see it, or not any more; or it could not be read. */
  readonly failure?: Failure;
  /** How far the visitor has read, where that is known. */
  readonly readTo: number;
  /** The visitor is writing. */
  readonly isWriting: boolean;
  readonly isReadingBack: boolean;
}

/** Words told at once when a conversation is opened: as many as the server looks after for changes. */
const FIRST = 49;
/** Words read back at once: as many as the server answers. */
const BACK = 200;

/** The conversations that are or were shown on this page, with their words by number and without gaps. */
export const useTalks = defineStore('talks', () => {
  const api = talkApi(useSend());
  const line = useLine();
  const lists = useLists();
  const talks = shallowReactive(new Map<string, Talk>());
  const signs = new Map<string, Signs>();

  const signsOf = (id: string): Signs => {
    const known = signs.get(id) ?? createSigns(timers, line.send);
    signs.set(id, known);
    return known;
  };

  function change(id: string, part: Partial<Omit<Talk, 'id'>>): void {
    const before = talks.get(id);
    if (before) talks.set(id, { ...before, ...part });
  }

  function ask(id: string): void {
    const talk = talks.get(id);
    if (talk?.isOpen && talk.said) line.send({ type: 'watch', conversation: id, after: talk.said.to });
  }

  /** Where the words begin that are told first. */
  async function begin(id: string): Promise<void> {
    const known = lists.lineOf(id)?.conversation.seq;
    if (known !== undefined) return change(id, { said: saidAfter(Math.max(0, known - FIRST)) });
    const answer = await api.detail(id);
    if (!answer.ok) return change(id, { failure: answer.failure });
    change(id, { detail: answer.value, said: talks.get(id)?.said ?? saidAfter(Math.max(0, answer.value.conversation.seq - FIRST)) });
  }

  /** Shows it from now on, also when it was shown before. */
  async function open(id: string): Promise<void> {
    const before = talks.get(id);
    talks.set(id, { id, readTo: 0, isWriting: false, isReadingBack: false, ...before, isOpen: true, failure: undefined });
    if (!before?.said) await begin(id);
    ask(id);
  }

  function close(id: string): void {
    change(id, { isOpen: false, isWriting: false });
    signsOf(id).hide();
    line.send({ type: 'unwatch', conversation: id });
  }

  async function readBack(id: string): Promise<void> {
    const said = talks.get(id)?.said;
    if (!said || said.from === 0 || talks.get(id)?.isReadingBack) return;
    const after = Math.max(0, said.from - BACK);
    change(id, { isReadingBack: true });
    const answer = await api.messages(id, after);
    const now = talks.get(id)?.said;
    change(id, { isReadingBack: false, ...(answer.ok && now && { said: withEarlier(now, after, answer.value.messages) }) });
  }

  function showWriting(id: string): void {
    const own = signsOf(id);
    own.show(() => change(id, { isWriting: false }));
    change(id, { isWriting: true });
  }

  line.hear((frame) => {
    switch (frame.type) {
      case 'ready':
        for (const { id, isOpen, said } of talks.values()) {
          if (isOpen && !said) void open(id);
          else ask(id);
        }
        return;
      case 'messages': {
        const before = talks.get(frame.conversation)?.said;
        if (!before) return;
        const said = withNext(before, frame);
        if (!said) return ask(frame.conversation);
        if (frame.messages.some(({ from }) => from === 'visitor')) signsOf(frame.conversation).hide();
        return change(frame.conversation, { said, isWriting: signsOf(frame.conversation).otherWrites() });
      }
      case 'changed': {
        const said = talks.get(frame.conversation)?.said;
        return said && change(frame.conversation, { said: withChanged(said, frame.messages) });
      }
      case 'line': {
        // It came (back) to him while he looks at it.
        const talk = talks.get(frame.line.conversation.id);
        if (talk?.isOpen && talk.failure) void open(talk.id);
        return;
      }
      case 'conversation': return change(frame.detail.conversation.id, { detail: frame.detail });
      case 'typing': return showWriting(frame.conversation);
      case 'read': return change(frame.conversation, { readTo: Math.max(frame.seq, talks.get(frame.conversation)?.readTo ?? 0) });
      case 'refused':
        if (frame.conversation === undefined || frame.code !== 'conversation-unknown') return;
        return change(frame.conversation, { failure: { code: frame.code }, said: undefined, detail: undefined });
      default:
    }
  });

  return {
    /** Undefined: never opened on this page. */
    talkOf: (id: string): Talk | undefined => talks.get(id),
    open, close, readBack,
    /** An own answer the server has stored. */
    stored(message: Message): void {
      const said = talks.get(message.conversation)?.said;
      if (said) change(message.conversation, { said: withOwn(said, message) });
    },
    /** He writes; call it as often as he does. */
    writes: (id: string): void => signsOf(id).writes(id),
  };
});
