import type { FromVisitor, ToVisitor } from '../../../../shared/frames/visitor';
import type { TalkParts } from './parts';
import type { Asked, Told } from './told';
import type { Unsent } from './unsent';

type Rate = Omit<Extract<FromVisitor, { type: 'rate' }>, 'type'>;

/** An answer that takes longer, in ms, does not come on this line any more. */
const answeredWithin = 15_000;
/** Words read back at once. */
const backAtOnce = 50;

export interface ErrandsNeeds extends Pick<TalkParts, 'entry' | 'timers' | 'newId'> {
  told: Told;
  unsent: Unsent;
  send(frame: FromVisitor): boolean;
  redial(): void;
}

/**
 * What he wants of the server, kept until it is done on whichever line: entering, then his words one at a time, so that they arrive in order
 * and at a pace the server takes; then ending, the survey and older words.
 */
export interface Errands {
  /** A new line: what was asked on the one before is not answered any more. */
  afresh(): void;
  /** Does what can be done now. */
  goOn(): void;
  /** Enters even though it was refused before. */
  enterAgain(): void;
  readBack(): void;
  isReadingBack(): boolean;
  end(conversation: string): void;
  rate(rating: Rate): void;
  heard(frame: ToVisitor): void;
  /** The word or the entering that waits for its answer. */
  waiting(): { kind: 'open' | 'say'; id: string } | undefined;
  /** The server cannot read what he wanted besides: given up. */
  giveUp(): void;
}

export function createErrands({ entry, timers, newId, told, unsent, send, redial }: ErrandsNeeds): Errands {
  /** Kept until it is answered, so that entering twice by a broken line is entering once. */
  let openId = newId();
  let hasEntered = false;
  let waiting: { kind: 'open' | 'say'; id: string } | undefined;
  let noLongerWait = (): void => undefined;
  let asked: (Asked & { isBack: boolean }) | undefined;
  let wantsBack = false;
  let ending: string | undefined;
  let rating: Rate | undefined;
  let isTold = { ending: false, rating: false };

  function ask(kind: 'open' | 'say', id: string, frame: FromVisitor): void {
    if (!send(frame)) return;
    waiting = { kind, id };
    noLongerWait = timers.after(answeredWithin, redial);
  }

  function answered(): void {
    if (waiting?.kind === 'open') openId = newId();
    letGo();
  }

  function letGo(): void {
    noLongerWait();
    waiting = undefined;
  }

  function goOn(): void {
    readOn();
    if (waiting) return;
    if (!told.current() && !hasEntered) return ask('open', openId, { type: 'open', entry, clientId: openId });
    const next = unsent.next();
    if (next) return ask('say', next.id, { type: 'say', entry, clientId: next.id, body: next.body });
    if (ending !== undefined && !isTold.ending) isTold.ending = send({ type: 'end', conversation: ending });
    if (rating && !isTold.rating) isTold.rating = send({ type: 'rate', ...rating });
  }

  function readOn(): void {
    const gap = told.gap();
    const next = gap ?? (wantsBack ? told.earlier() : undefined);
    if (!next) wantsBack = false;
    else if (!asked && send({ type: 'history', ...next, limit: backAtOnce })) asked = { ...next, isBack: !gap };
  }

  function readBack(frame: Extract<ToVisitor, { type: 'history' }>): void {
    if (asked?.conversation !== frame.conversation || asked.before !== frame.before) return;
    if (asked.isBack && frame.messages.length > 0) wantsBack = false;
    asked = undefined;
  }

  /** Undone wishes of a conversation that is not his, or is no more. */
  function refused({ clientId, conversation }: Extract<ToVisitor, { type: 'refused' }>): void {
    if (clientId !== undefined && clientId === waiting?.id) {
      if (waiting.kind === 'open') hasEntered = true;
      answered();
    }
    if (conversation === undefined) return;
    if (conversation === asked?.conversation) {
      asked = undefined;
      told.giveUp(conversation);
    }
    if (conversation === ending) ending = undefined;
    if (conversation === rating?.conversation) rating = undefined;
  }

  return {
    goOn,
    afresh() {
      letGo();
      asked = undefined;
      hasEntered = false;
      isTold = { ending: false, rating: false };
    },
    enterAgain() {
      hasEntered = false;
    },
    readBack() {
      wantsBack = true;
    },
    isReadingBack: () => wantsBack,
    end(conversation) {
      [ending, isTold] = [conversation, { ...isTold, ending: false }];
    },
    rate(wanted) {
      [rating, isTold] = [wanted, { ...isTold, rating: false }];
    },
    waiting: () => waiting,
    heard(frame) {
      if (frame.type === 'refused') refused(frame);
      else if (frame.type === 'history') readBack(frame);
      else if ((frame.type === 'opened' || frame.type === 'ack') && frame.clientId === waiting?.id) answered();
      if ('state' in frame) {
        const { conversation, state, survey } = frame.state;
        if (conversation === ending && state === 'closed') ending = undefined;
        if (conversation === rating?.conversation && survey?.stars === rating.stars && survey.comment === rating.comment) rating = undefined;
      }
    },
    giveUp() {
      ending = undefined;
      rating = undefined;
    },
  };
}
