import { addressOf } from './address-of';
import { dial, type FrameClient } from './frame-client';
import { inWaves } from './in-waves';
import { openKeepAlive } from './keep-alive';
import { rawRequest } from './load';
import { answer, words, type RelaySide } from './relay-side';
import type { RelayPlace } from './relay-order';

/** The workbench's answers go over so many connections. */
const AGENT_CONNECTIONS = 64;
/** So many come at once at first, since who waits for seconds to be let in is turned away. */
const AT_ONCE = 250;
/** Who was cut off tries again: after this (ms) or up to as much more, each time twice as long, up to the longest. */
const AGAIN_MS = 50;
const LONGEST_MS = 800;

interface Visitor {
  client?: FrameClient;
  conversation: string;
  /** Who answers him, by name; empty until he is given to somebody. */
  agent: string;
  given?: () => void;
  /** The last number known; none before the first words are shown. */
  seq?: number;
  /** Told when the last number known is at least this one. */
  wants?: { seq: number; has(): void };
  acked?: (seq: number) => void;
  answered?: () => void;
}

interface State {
  conversation: string;
  agent?: { name: string };
}
type Heard =
  | { type: 'ready' | 'ping' | 'read' | 'typing' }
  | { type: 'opened' | 'state'; state: State }
  | { type: 'ack'; seq: number }
  | { type: 'messages'; after: number; seq: number; messages: { from: string }[]; state: State }
  | { type: 'refused'; code: string };

/** Visitors on our own server, each with a socket; the agents answer as their workbench does, over HTTP. */
export async function connectChat({ port, visitors: tokens, agents, entry }: RelayPlace, isTalking: boolean): Promise<RelaySide> {
  const lost: (() => void)[] = [];
  let isExpected = false;
  let said = 0;
  const visitors = tokens.map((): Visitor => ({ conversation: '', agent: '' }));

  /** Signed in; without a conversation he enters. Resolves when he is shown all that is there. */
  function join(visitor: Visitor, one: number): Promise<void> {
    const token = tokens[one] ?? '';
    const from = addressOf(one);
    return new Promise((joined, failed) => {
      const known = visitor.conversation === '' ? undefined : [{ conversation: visitor.conversation, seq: visitor.seq ?? 0 }];
      const hear = (frame: Heard): void => {
        if ('state' in frame && frame.state.agent) {
          visitor.agent = frame.state.agent.name;
          visitor.given?.();
        }
        switch (frame.type) {
          case 'ready':
            if (known || !isTalking) return joined();
            return visitor.client?.send(JSON.stringify({ type: 'open', entry, clientId: `open-${(said += 1)}`.padEnd(8, '0') }));
          case 'opened':
            visitor.conversation = frame.state.conversation;
            return joined();
          case 'ack':
            return visitor.acked?.(frame.seq);
          case 'messages':
            if (frame.after !== (visitor.seq ?? frame.after)) throw new Error(`after ${visitor.seq} came what is after ${frame.after}`);
            visitor.seq = frame.seq;
            if (visitor.wants && frame.seq >= visitor.wants.seq) visitor.wants.has();
            if (frame.messages.some(({ from }) => from === 'agent')) visitor.answered?.();
            return undefined;
          case 'refused':
            throw new Error(`refused: ${frame.code}`);
          default:
            return undefined;
        }
      };
      const client = dial({ port, path: '/ws/visitor', from }, {
        opened: () => client.send(JSON.stringify({ type: 'hello', token, ...(known && { after: known }) })),
        heard(text) {
          const frame: Heard = JSON.parse(text);
          hear(frame);
        },
        closed() {
          if (!isExpected) throw new Error('a socket was closed');
          failed(new Error('cut off'));
          lost.pop()?.();
        },
      });
      visitor.client = client;
    });
  }

  async function joinAgain(visitor: Visitor, one: number): Promise<void> {
    for (let pause = AGAIN_MS; ; pause = Math.min(LONGEST_MS, pause * 2)) {
      await new Promise((resolve) => setTimeout(resolve, pause * (1 + Math.random())));
      const isBack = await join(visitor, one).then(() => true, () => false);
      if (isBack) return;
    }
  }

  await inWaves(visitors, AT_ONCE, join);
  const workbench = openKeepAlive(port, AGENT_CONNECTIONS);
  const at = (visitor: number): Visitor => visitors[visitor] ?? { conversation: '', agent: '' };

  return {
    up: (visitor) => new Promise((acked) => {
      const one = at(visitor);
      one.acked = () => acked();
      one.client?.send(JSON.stringify({ type: 'say', entry, clientId: `said-${(said += 1)}-${process.pid}`, body: { kind: 'text', text: words } }));
    }),
    async down(visitor) {
      const one = at(visitor);
      // His words are acknowledged before anybody is chosen.
      if (one.agent === '') await new Promise<void>((given) => { one.given = given; });
      const arrived = new Promise<void>((resolve) => { one.answered = resolve; });
      const status = await workbench.ask(rawRequest('POST', `/api/agent/conversations/${one.conversation}/messages`, {
        authorization: `Bearer ${agents[one.agent] ?? ''}`, 'content-type': 'application/json',
      }, JSON.stringify({ body: { kind: 'text', text: answer }, clientId: `answer-${(said += 1)}-${process.pid}` })));
      if (status !== '200') throw new Error(`the workbench was answered ${status}`);
      await arrived;
    },
    async lose(missed) {
      isExpected = true;
      await Promise.all(visitors.map(() => new Promise<void>((resolve) => lost.push(resolve))));
      await Promise.all(visitors.map(async (visitor, one) => {
        const { seq = 0 } = visitor;
        visitor.seq = Math.max(0, seq - missed);
        const whole = new Promise<void>((has) => { visitor.wants = { seq, has }; });
        await joinAgain(visitor, one);
        await whole;
      }));
      isExpected = false;
    },
    leave() {
      isExpected = true;
      workbench.end();
      visitors.forEach(({ client }) => client?.drop());
    },
  };
}
