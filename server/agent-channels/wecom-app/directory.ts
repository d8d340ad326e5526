import type { CallFailure, CallResult } from '../../wechat/answer';
import { callVerdict, type OpsWords } from '../../wechat/call-verdict';
import { wecomCode } from '../../wechat/errcodes';
import type { Member, WecomApp } from '../../wechat/wecom-app';
import type { Asked, Directory, ListedMember, Standing } from '../directory';

export interface WecomDirectoryOptions {
  readonly app: Pick<WecomApp, 'listDepartments' | 'listMembers' | 'getMember'>;
  readonly alarm: (words: OpsWords) => void;
}

const BUSY = -1;
/** WeCom: no privilege on this member or department; no such member (40003 malformed, 60111 unknown). */
const OUT_OF_RANGE = 60011;
const NO_SUCH_MEMBER: readonly number[] = [40003, 60111];
/** WeCom allows 10,000 calls a minute; beyond this somebody gave the application far more than its agents. */
const MOST_DEPARTMENTS = 2_000;
const AT_ONCE = 5;

/**
 * Members in the application's visible range, department by department: the list of one department has nobody of those below
 * it. Whoever is in the range by himself and in no department that is, is only found by his userid.
 */
export function createWecomDirectory({ app, alarm }: WecomDirectoryOptions): Directory {
  const patient = async <T>(ask: () => Promise<CallResult<T>>): Promise<CallResult<T>> => {
    const first = await ask();
    return !first.ok && first.kind === 'platform' && first.code === BUSY ? ask() : first;
  };

  function failed(failure: CallFailure): Extract<Asked<never>, { kind: 'failed' }> {
    const verdict = callVerdict('wecom', failure, 0);
    if (verdict.kind === 'later' && verdict.ops !== undefined) alarm(verdict.ops);
    const why = verdict.kind === 'harmless' ? 'no-answer' : verdict.why;
    const forPeople = verdict.kind === 'refused' || why.startsWith('settings:');
    const words = failure.kind === 'platform' ? wecomCode(failure.code) : undefined;
    return { kind: 'failed', why, forPeople, ...(words && { words: { zh: words.zh, en: words.en } }) };
  }

  return {
    async members() {
      const departments = await patient(() => app.listDepartments());
      if (!departments.ok && !isCode(departments, [OUT_OF_RANGE])) return failed(departments);
      const left = departments.ok ? [...departments.body] : [];
      if (left.length > MOST_DEPARTMENTS) return { kind: 'failed', why: 'too-many:departments', forPeople: true };
      const found = new Map<string, ListedMember>();
      let hidden = 0;
      while (left.length > 0) {
        const lists = await Promise.all(left.splice(0, AT_ONCE).map((id) => patient(() => app.listMembers(id))));
        for (const list of lists) {
          if (list.ok) for (const member of list.body) found.set(member.userid, listed(member));
          else if (isCode(list, [OUT_OF_RANGE])) hidden += 1;
          else return failed(list);
        }
      }
      found.delete('');
      return { kind: 'read', value: { members: [...found.values()], hidden } };
    },

    async standing(address) {
      const member = await patient(() => app.getMember(address));
      if (member.ok) return { kind: 'read', value: standingOf(member.body) };
      if (isCode(member, NO_SUCH_MEMBER)) return { kind: 'read', value: 'left' };
      return isCode(member, [OUT_OF_RANGE]) ? { kind: 'read', value: 'out-of-range' } : failed(member);
    },
  };
}

const isCode = (failure: CallFailure, codes: readonly number[]): boolean => failure.kind === 'platform' && codes.includes(failure.code);

/** WeCom withholds names from many applications: the userid, or nothing, stands in their place. */
const listed = ({ userid, name }: Member): ListedMember => ({ address: userid, ...(name !== '' && name !== userid && { name }) });

/** WeCom: 1 active, 2 disabled, 4 not activated, 5 left. */
function standingOf({ status }: Member): Standing {
  if (status === 5) return 'left';
  return status === 2 ? 'switched-off' : 'there';
}
