import type { FromVisitor, ToVisitor } from '../frames/visitor';
import type { SaidBody } from '../http/chat';
import { closeCodes } from './close-codes';
import { createConnection } from './connection';
import { createErrands } from './errands';
import type { TalkLine, TalkParts, TalkView } from './parts';
import { readFrame } from './read-frame';
import { createSeen } from './seen';
import { createSigns } from './signs';
import { createTold } from './told';
import { createUnsent } from './unsent';

const longestComment = 500;

/**
 * One visitor's side of a talk over `/ws/visitor`. Whatever happens to the line, every word appears once and in its place, and what was
 * said arrives once and in order, also after a break or the end of the program.
 */
export interface Talk {
  view(): TalkView;
  /** Tells every change. */
  watch(listener: (view: TalkView) => void): () => void;
  /** The page is shown, or the network is back: connects at once and goes on from what it has; after a refusal asks again. */
  start(): void;
  /** The page is hidden: the line is let go, words stay. */
  stop(): void;
  /** Answers the line's id. Words that are not taken are shown as failed. */
  say(body: SaidBody): string;
  /** A failed line is said once more. */
  again(line: string): void;
  /** A failed line is given up. */
  drop(line: string): void;
  /** Older words, across conversations. */
  earlier(): void;
  /** He writes; call it as often as he does. */
  typing(): void;
  /** All that is shown has been seen. */
  seen(): void;
  /** Ends the newest conversation; when there is no line now, as soon as there is one. */
  end(): void;
  /** 1 to 5 stars, and up to 500 characters; the last answer counts. */
  rate(stars: number, comment?: string): void;
}

export function createTalk(parts: TalkParts): Talk {
  const { timers } = parts;
  const told = createTold();
  const unsent = createUnsent(parts);
  const seen = createSeen(parts);
  const listeners = new Set<(view: TalkView) => void>();
  let shown: TalkView | undefined;
  let refused: TalkView['refused'];
  /** What the server said of the line as a whole before it closed it. */
  let lastWord: TalkView['refused'];
  let clockAhead = 0;
  let readSaid = 0;

  const connection = createConnection<ToVisitor, FromVisitor>({ ...parts, hello, read: readFrame }, {
    heard(frame) {
      if (frame.type === 'ready') begin(frame.now);
      heard(frame);
      errands.heard(frame);
      goOn();
    },
    lost(code) {
      const waiting = errands.waiting();
      if (code === closeCodes.badFrame || code === closeCodes.tooLarge) {
        if (waiting?.kind === 'say') unsent.failed(waiting.id, code === closeCodes.tooLarge ? 'too-large' : 'bad-request');
        else errands.giveUp();
      }
      if (lastWord && lastWord.code !== 'login-needed' && !told.current()) refused = lastWord;
      errands.afresh();
      changed();
    },
  });
  const send = (frame: FromVisitor): boolean => connection.send(frame);
  const signs = createSigns(timers, send);
  const errands = createErrands({ ...parts, told, unsent, send, redial: connection.redial });

  async function hello(refused: boolean): Promise<(() => FromVisitor) | undefined> {
    const token = await parts.token(refused);
    return token === undefined ? undefined : () => ({ type: 'hello', token, after: told.after() });
  }

  function begin(now: number): void {
    clockAhead = now - timers.now();
    lastWord = undefined;
    readSaid = 0;
    errands.afresh();
  }

  function goOn(): void {
    errands.goOn();
    tellSeen();
    changed();
  }

  function changed(): void {
    shown = undefined;
    for (const listener of [...listeners]) listener(view());
  }

  function heard(frame: ToVisitor): void {
    switch (frame.type) {
      case 'opened':
      case 'state':
        refused = undefined;
        return told.stands(frame.state);
      case 'messages': {
        const fresh = told.take(frame);
        if (fresh?.some(({ from }) => from === 'agent')) signs.hide();
        return fresh ? matchEchoes(fresh) : connection.redial();
      }
      case 'history': return matchEchoes(told.takeEarlier(frame));
      case 'ack': {
        const own = unsent.find(frame.clientId);
        if (own) told.place(frame, own.body);
        return unsent.remove(frame.clientId);
      }
      case 'typing': return frame.conversation === told.current()?.conversation ? signs.show(changed) : undefined;
      case 'read': {
        const part = told.parts().find(({ conversation }) => conversation === frame.conversation);
        if (part) part.readTo = Math.max(part.readTo, frame.seq);
        return;
      }
      case 'refused': return refuse(frame);
      default: return undefined;
    }
  }

  function matchEchoes(fresh: readonly TalkLine[]): void {
    for (const line of fresh) {
      const own = line.from === 'visitor' ? unsent.echo(line) : undefined;
      if (own !== undefined && line.conversation !== undefined && line.seq !== undefined) told.name(line.conversation, line.seq, own);
    }
  }

  function refuse({ code, message, detail, clientId, conversation }: Extract<ToVisitor, { type: 'refused' }>): void {
    const why = { code, message, ...(detail !== undefined && { detail }) };
    const waiting = errands.waiting();
    if (clientId !== undefined && unsent.find(clientId)) unsent.failed(clientId, code);
    else if (clientId !== undefined && waiting?.kind === 'open' && waiting.id === clientId) refused = why;
    else if (clientId === undefined && conversation === undefined) lastWord = why;
    else if (code === 'conversation-unknown' && conversation !== undefined && conversation === told.current()?.conversation) {
      // Another visitor's, or erased: nothing of it may stay on the screen.
      told.forget();
      unsent.forgetEchoes();
    }
  }

  function tellSeen(): void {
    const conversation = told.current()?.conversation;
    const seq = conversation === undefined ? 0 : seen.seqOf(conversation);
    if (conversation !== undefined && seq > readSaid && send({ type: 'read', conversation, seq })) readSaid = seq;
  }

  function view(): TalkView {
    const current = told.current();
    shown ??= {
      connection: connection.state(),
      ...(refused && !current && { refused }),
      ...(current?.state && { state: current.state }),
      lines: [...told.parts().flatMap(({ lines }) => lines), ...unsent.lines()],
      earlier: told.earlier() === undefined ? 'none' : errands.isReadingBack() ? 'loading' : 'more',
      typing: signs.otherWrites(),
      readTo: current?.readTo ?? 0,
      unread: seen.unread(told.parts()),
    };
    return shown;
  }

  return {
    view,
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start() {
      errands.enterAgain();
      connection.start();
      goOn();
    },
    stop() {
      connection.stop();
      errands.afresh();
      signs.hide();
      changed();
    },
    say(body) {
      const id = unsent.add(body, timers.now() + clockAhead);
      connection.use();
      goOn();
      return id;
    },
    again(line) {
      unsent.again(line, timers.now() + clockAhead);
      connection.use();
      goOn();
    },
    drop(line) {
      if (unsent.find(line)?.code !== undefined) unsent.remove(line);
      changed();
    },
    earlier() {
      errands.readBack();
      goOn();
    },
    typing() {
      connection.use();
      const current = told.current();
      if (current) signs.writes(current.conversation);
    },
    seen() {
      const current = told.current();
      // A page that draws what it hears, and says so, must not be told again for ever.
      if (current && seen.upTo(current)) goOn();
    },
    end() {
      const conversation = told.current()?.conversation;
      if (conversation === undefined) return;
      errands.end(conversation);
      goOn();
    },
    rate(stars, comment = '') {
      const conversation = told.current()?.conversation;
      if (conversation === undefined) return;
      const words = comment.split('\u0000').join('').slice(0, longestComment);
      errands.rate({ conversation, stars, ...(words !== '' && { comment: words }) });
      goOn();
    },
  };
}
