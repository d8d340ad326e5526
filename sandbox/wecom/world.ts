import type { Clock } from '../clock';
import type { Feed } from '../feed';
import type { Ground } from '../ground';
import type { Ids } from '../ids';
import type { Ledger } from '../ledger';
import { createMedia, type Media } from '../media';
import type { Sent } from '../pusher';
import type { Json } from '../reading';
import type { WecomSettings } from '../settings';
import { createMemberActs, type MemberActs } from './acts';
import { createAppMessages, type AppMessages } from './app-messages';
import { createWecomCallback, type WecomMessage } from './callback';
import type { ErrorAnswer } from './errors';
import { createMembers, type Members } from './members';
import type { MenuButton } from './menu-rules';
import { createWecomTokens, type WecomTokens } from './tokens';

/** One API call: query and JSON body as the server sent them. */
export interface WecomCall {
  query: Json;
  body: Json;
  fail(code: number, detail?: string): ErrorAnswer;
}

/** A code from the sign-in page: a member, or somebody outside the corp. */
export type SignIn = { userid: string } | { openid: string };

export interface WecomWorld {
  clock: Clock;
  ids: Ids;
  feed: Feed;
  ledger: Ledger;
  settings(): WecomSettings;
  tokens: WecomTokens;
  members: Members;
  messages: AppMessages;
  media: Media;
  acts: MemberActs;
  callback(message: WecomMessage): Sent;
  fileUrl(mediaId: string): string;
  menu: MenuButton[] | null;
  /** Sign-in codes: 5 minutes, one use. */
  signIns: Map<string, { who: SignIn; until: number }>;
  /** What the group robot posted. */
  robot: { id: string; at: number; body: Json }[];
  reset(): void;
}

export function createWecomWorld({ clock, ids, feed, ledger, pusher, ownUrl }: Ground, settings: () => WecomSettings): WecomWorld {
  const members = createMembers(clock, ids, feed);
  const media = createMedia(clock, ids);
  const messages = createAppMessages(clock, ids);
  const tokens = createWecomTokens(clock, () => ids.opaque(100));
  const fileUrl = (mediaId: string) => `${ownUrl()}/pictures/wecom/${mediaId}`;
  const callback = createWecomCallback({ settings, clock, ids, pusher });
  const acts = createMemberActs({ settings, clock, ids, members, messages, fileUrl, callback });
  const world: WecomWorld = {
    clock, ids, feed, ledger, settings, tokens, members, messages, media, acts, callback, fileUrl, menu: null, signIns: new Map(), robot: [],
    reset() {
      for (const part of [tokens, members, messages, media]) part.reset();
      world.menu = null;
      world.signIns.clear();
      world.robot = [];
    },
  };
  return world;
}
