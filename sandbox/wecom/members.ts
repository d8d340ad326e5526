import type { Clock } from '../clock';
import type { Feed } from '../feed';
import type { Ids } from '../ids';
import type { Card } from './card';

/** One line in the member's chat with the application. */
export interface MemberLine {
  id: string;
  at: number;
  direction: 'sent' | 'received';
  kind: string;
  content: string | Record<string, string>;
  media: { mediaId: string; url: string } | null;
  /** msgid of message/send; null for passive replies and the member's own lines. */
  msgid: string | null;
  recalled: boolean;
  card: Card | null;
}

export interface Member {
  userid: string;
  name: string;
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  status: 1 | 2 | 4 | 5;
  /** Whether the member is in the application's visible range. */
  visible: boolean;
  lines: MemberLine[];
  /** When the app's messages of the last minute arrived. */
  arrivals: number[];
}

export interface Members {
  create(given: Pick<Member, 'userid' | 'name' | 'status' | 'visible'>): Member;
  find(userid: string): Member | undefined;
  list(): Member[];
  addLine(member: Member, line: Omit<MemberLine, 'id' | 'at' | 'recalled'>): MemberLine;
  changed(member: Member): void;
  reset(): void;
}

export function createMembers(clock: Clock, ids: Ids, feed: Feed): Members {
  const byUserid = new Map<string, Member>();
  const changed = (member: Member) => feed.publish({ type: 'member', who: member.userid });
  return {
    create(given) {
      const member: Member = { ...given, lines: [], arrivals: [] };
      byUserid.set(given.userid, member);
      changed(member);
      return member;
    },
    find: (userid) => byUserid.get(userid),
    list: () => [...byUserid.values()],
    addLine(member, line) {
      const stored = { ...line, id: ids.next('m'), at: clock.now(), recalled: false };
      member.lines.push(stored);
      changed(member);
      return stored;
    },
    changed,
    reset: () => byUserid.clear(),
  };
}

/** Whether the app can write to the member. */
export function reachable(member: Member | undefined): member is Member {
  return member !== undefined && member.status === 1 && member.visible;
}
