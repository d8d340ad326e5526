import type { MessageBody } from '../../shared/message';
import type { Appointed, Channel, Happened, NativeAct, NativeSession, Pulled, ReadTicket, Receiving, Seat } from '../../server/channels/channel';
import type { Outcome } from '../../shared/outcome';

/** 0 new · 1 assistant · 2 pool · 3 agent · 4 ended or not begun. */
type State = 0 | 1 | 2 | 3 | 4;
interface Session { state: State; servicer?: string; enteredBy?: ReadTicket }
interface Code { subject: string; state: State | 'welcome'; until: number }

const stateOf = { desk: 1, pool: 2, agent: 3, nobody: 4 } as const;
/** WeCom's table of changes, the cells its sources disagree about left out. */
const moves: Readonly<Record<State, readonly State[]>> = { 0: [1, 2, 3], 1: [2, 3], 2: [3], 3: [3, 4], 4: [] };
const text = (content: string): MessageBody => ({ kind: 'text', text: content });

/** What WeCom keeps of 微信客服, by its own rules: sessions, a log that is pulled, codes that work once. */
export function createPretendKf(now: () => number) {
  const sessions = new Map<string, Session>();
  const log: { account: string; id: string; happened: Happened[] }[] = [];
  const codes = new Map<string, Code>();
  const used = new Set<string>();
  const receiving = new Map<string, Receiving>();
  /** What visitors read, in order. */
  const phone: { subject: string; text: string; by: 'code' | 'message' }[] = [];
  /** Every change of a session we asked for. */
  const asked: { subject: string; seat: Seat; answer: Appointed['kind'] }[] = [];
  const tokens: (string | undefined)[] = [];
  const script = { pulls: [] as Pulled[], appointed: [] as Appointed[], sessions: [] as Outcome[], notices: [] as Outcome[], perPage: 1_000, emptyPages: 0 };
  let ids = 0;

  const session = (subject: string): Session => {
    const found = sessions.get(subject) ?? { state: 4 as const };
    sessions.set(subject, found);
    return found;
  };
  const second = (at: number): number => Math.floor(at / 1_000) * 1_000;
  const newCode = (subject: string, state: Code['state'], ms: number): string => {
    const code = `code-${ids += 1}`;
    codes.set(code, { subject, state, until: now() + ms });
    return code;
  };
  const codeFor = (subject: string, state: State): string | undefined =>
    state === 4 ? newCode(subject, 4, 20_000) : state === 2 || state === 3 ? newCode(subject, state, 48 * 3_600_000) : undefined;

  type Told = Happened extends infer One ? (One extends Happened ? Omit<One, 'key' | 'at'> : never) : never;
  function tell(account: string, what: Told, at = now()): string {
    const id = `msg-${ids += 1}`;
    // The same fields with the key and the time, which every kind has.
    log.push({ account, id, happened: [{ ...what, key: `k:${account}:${id}`, at: second(at) }] });
    return id;
  }

  const native = (account: string, subject: string, act: NativeAct, at?: number): string =>
    tell(account, { kind: 'native', identity: { provider: 'wecom-kf', account, subject }, act }, at);

  const seatOf = ({ state, servicer = '' }: Session): NativeSession =>
    ([{ at: 'new' }, { at: 'desk' }, { at: 'pool' }, { at: 'agent', agent: servicer }, { at: 'nobody' }] as const)[state];

  function move(subject: string, state: State, servicer?: string): string | undefined {
    const one = session(subject);
    const first = one.state !== state;
    one.state = state;
    if (servicer === undefined) delete one.servicer;
    else one.servicer = servicer;
    return first ? codeFor(subject, state) : undefined;
  }

  function trans(subject: string, seat: Seat): Appointed {
    const one = session(subject);
    const to = stateOf[seat.at];
    if (seat.at === 'agent') {
      const status = receiving.get(seat.agent);
      if (status === undefined) return { kind: 'refused', why: 'agent-unavailable:95014' };
      if (status !== 'receiving' && one.servicer !== seat.agent) return { kind: 'refused', why: 'agent-unavailable:95019' };
    }
    const same = one.state === to && (seat.at !== 'agent' || one.servicer === seat.agent);
    if (same) return { kind: 'sent' };
    // 95013 ended, 95016 not from there: the session is read again.
    if (!moves[one.state].includes(to)) return { kind: 'elsewhere', session: seatOf(one) };
    const notice = move(subject, to, seat.at === 'agent' ? seat.agent : undefined);
    return { kind: 'sent', ...(notice !== undefined && { notice }) };
  }

  const channel: Channel = {
    kind: 'kf', capabilities: [],
    invite: () => ({ kind: 'unavailable' }),
    parts: () => 1,
    async appoint({ subject }, seat) {
      const answer = script.appointed.shift() ?? trans(subject, seat);
      asked.push({ subject, seat, answer: answer.kind });
      return answer;
    },
    async deliver({ identity: { subject }, body }) {
      const { state } = session(subject);
      // 95018
      if (state > 1) return { kind: 'refused', why: 'answered-natively:95018' };
      if (body.kind === 'text') phone.push({ subject, text: body.text, by: 'message' });
      return { kind: 'sent' };
    },
    native: {
      hint: () => undefined,
      async pull(account, { cursor, token }) {
        tokens.push(token);
        const scripted = script.pulls.shift();
        if (scripted) return scripted;
        const from = cursor === undefined || cursor === '' ? 0 : Number.parseInt(cursor.slice(1), 10);
        const all = log.map((item, at) => ({ ...item, at })).filter((item) => item.account === account && item.at >= from);
        if (script.emptyPages > 0) {
          script.emptyPages -= 1;
          return { kind: 'pulled', items: [], cursor: `c${from} empty ${script.emptyPages}`, more: true };
        }
        const page = all.slice(0, script.perPage);
        const last = page[page.length - 1];
        return { kind: 'pulled', items: page.map(({ id }) => ({ id, raw: id })), cursor: `c${last === undefined ? from : last.at + 1}`, more: page.length < all.length };
      },
      readItem: (_, { id }) => log.find((one) => one.id === id)?.happened ?? [],
      async session({ subject }) {
        const outcome = script.sessions.shift();
        if (outcome && outcome.kind !== 'sent' && outcome.kind !== 'held') return outcome;
        return { kind: 'read', value: seatOf(session(subject)) };
      },
      async notice(code, content) {
        const scripted = script.notices.shift();
        if (scripted) return scripted;
        const known = codes.get(code);
        if (!known || used.has(code) || known.until < now()) return { kind: 'refused', why: 'expired:95018' };
        if (known.state !== 'welcome' && session(known.subject).state !== known.state) return { kind: 'refused', why: 'expired:95018' };
        used.add(code);
        phone.push({ subject: known.subject, text: content, by: 'code' });
        return { kind: 'sent' };
      },
      receivers: async () => ({ kind: 'read', value: [...receiving].map(([agent, status]) => ({ agent, receiving: status })) }),
      lastEntered: async ({ subject }) => session(subject).enteredBy,
      setup: {
        accounts: async () => ({ kind: 'read', value: [] }),
        link: async () => ({ kind: 'read', value: '' }),
        addReceivers: async () => ({ kind: 'read', value: [] }),
        removeReceivers: async () => ({ kind: 'read', value: [] }),
      },
    },
  };

  return {
    channel, phone, asked, script, tokens, log, session, native, tell, receiving,
    /** The visitor opens the chat by an entry. `at`: when, if the event is told late. */
    enters(account: string, subject: string, entry: string, { at = now(), welcome = true, visitor }: { at?: number; welcome?: boolean; visitor?: string } = {}): void {
      const ticket = { entry, genuine: true, ...(visitor !== undefined && { visitor }) };
      session(subject).enteredBy = ticket;
      tell(account, { kind: 'entered', identity: { provider: 'wecom-kf', account, subject }, ticket, ...(welcome && { welcome: newCode(subject, 'welcome', 20_000) }) }, at);
    },
    writes(account: string, subject: string, content: string): string {
      const one = session(subject);
      if (one.state === 4) one.state = 0;
      return tell(account, { kind: 'said', identity: { provider: 'wecom-kf', account, subject }, body: text(content) });
    },
    /** An agent writes in WeCom; into an ended session it opens it again. */
    answers(account: string, agent: string, subject: string, content: string): string {
      const one = session(subject);
      if (one.state === 4) {
        move(subject, 3, agent);
        native(account, subject, { act: 'reopened', agent });
      }
      if (one.state !== 3 || one.servicer !== agent) throw new Error(`${agent} does not have ${subject}`);
      return native(account, subject, { act: 'said', agent, body: text(content) });
    },
    picksUp(account: string, agent: string, subject: string): void {
      if (session(subject).state !== 2) throw new Error('not in the pool');
      const notice = move(subject, 3, agent);
      native(account, subject, { act: 'picked-up', agent, ...(notice !== undefined && { notice }) });
    },
    passesOn(account: string, subject: string, agent: string): void {
      const from = session(subject).servicer;
      move(subject, 3, agent);
      native(account, subject, { act: 'passed-on', agent, ...(from !== undefined && { from }) });
    },
    ends(account: string, subject: string): void {
      const agent = session(subject).servicer;
      const notice = move(subject, 4);
      native(account, subject, { act: 'ended', ...(agent !== undefined && { agent }), ...(notice !== undefined && { notice }) });
    },
    /** The platform's own timeout: nobody is told. */
    endsSilently: (subject: string) => void move(subject, 4),
  };
}

export type PretendKf = ReturnType<typeof createPretendKf>;
