import { createEntries, type Entries } from '../../shared/asking/entries';
import type { FailureCode } from '../../shared/asking/failure';
import { createLeftMessages, type LeftMessages } from '../../shared/asking/left-messages';
import { createSession } from '../../shared/asking/session';
import type { Browser } from './browser';
import { complain } from './complain';
import { createDevice } from './device';
import { createDial } from './dial';
import { subjectOf, type Identity } from './identity';
import { createPictures, type Pictures } from './pictures';
import { randomText } from './random';
import { createSend } from './send';
import type { Settings } from './settings';
import { createStorage } from './storage';
import { createTalks, type Talks } from './talks';
import { createUploads, type Uploads } from './uploads';

/** Everything that belongs to one visitor; another one gets another. */
export interface Visit {
  readonly entries: Entries;
  readonly leftMessages: LeftMessages;
  readonly talks: Talks;
  readonly pictures: Pictures;
  readonly uploads: Uploads;
  /** Signs him in; whether he is the user the merchant named. */
  signIn(): Promise<boolean>;
  /** Whether this names the user who is served already. */
  isFor(identity: Identity): boolean;
  /** What the merchant says about him now; whether it was believed. */
  tellFacts(signed: Identity): Promise<boolean>;
  /** Why he could not be signed in the last time it was tried. */
  trouble(): FailureCode | undefined;
  /** Whether this browser was here before: then there may be answers. */
  isKnown(): boolean;
  close(): void;
}

export interface VisitParts {
  readonly browser: Browser;
  readonly settings: Pick<Settings, 'server' | 'site'>;
  /** As the merchant's user; absent: as this browser. */
  readonly identity?: Identity;
}

const says = (data: unknown, name: 'identified' | 'believed'): boolean => typeof data === 'object' && data !== null && Reflect.get(data, name) === true;

export const createVisit = ({ browser, settings: { server, site }, identity }: VisitParts): Visit => {
  const { fetch, timers, random, fill, shelf } = browser;
  const prefix = `zhida:${site}:`;
  const device = createDevice(createStorage(shelf, prefix), fill);
  const storage = createStorage(shelf, identity === undefined ? prefix : `${prefix}u:${subjectOf(identity)}:`);
  const asker = { fetch, timers, server };
  const plainSend = createSend(asker);
  let trouble: FailureCode | undefined;
  let isIdentified = false;

  const session = createSession({
    // who is signed in at the shop may change with every page, so his token is never kept
    storage: identity === undefined ? storage : createStorage(undefined, ''),
    timers,
    send: plainSend,
    async login() {
      const answer = await plainSend({ method: 'POST', path: '/api/visitor/web-login', body: { site, device: device.secret(), ...(identity !== undefined && { identity }) } });
      if (!answer.ok && answer.code === 'origin-refused' && trouble !== answer.code) complain(`${location.origin} is not among the allowed origins of the site "${site}" at ${server}; ops add it in the settings of the site.`);
      trouble = answer.ok ? undefined : answer.code;
      isIdentified = answer.ok && says(answer.data, 'identified');
      return answer;
    },
  });
  let last: string | undefined;
  const token = async (refused: boolean): Promise<string | undefined> => {
    const signedIn = await session.token(refused ? last : undefined);
    last = signedIn.ok ? signedIn.token : undefined;
    return last;
  };
  const newId = (): string => randomText(fill, 18);
  const talks = createTalks({ send: session.send, parts: { dial: createDial(server, '/ws/visitor', browser.Socket), token, storage, timers, random, newId } });
  const pictures = createPictures({ asker, token });

  return {
    entries: createEntries({ send: session.send, timers, random }),
    leftMessages: createLeftMessages({ send: session.send, storage, newId }),
    talks,
    pictures,
    uploads: createUploads({ asker, token }),
    signIn: async () => (await session.token()).ok && isIdentified,
    isFor: (other) => identity !== undefined && subjectOf(identity) !== '' && subjectOf(other) === subjectOf(identity),
    async tellFacts(signed) {
      const answer = await session.send({ method: 'POST', path: '/api/visitor/facts', body: signed });
      return answer.ok && says(answer.data, 'believed');
    },
    trouble: () => trouble,
    isKnown: () => identity !== undefined || device.isKnown(),
    close() {
      talks.close();
      pictures.close();
    },
  };
};
