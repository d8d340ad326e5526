import type { FromVisitor, ToVisitor } from '../../../shared/frames/visitor';
import type { Browser } from '../../../console/widget/browser';
import { entry } from './shop';
import { assigned, conversation } from './talk-double';
import { memoryShelf } from './memory-shelf';

const isFrame = (value: unknown): value is FromVisitor => typeof value === 'object' && value !== null && 'type' in value;

/** A server behind the browser of a widget: signs in, has two entries, and talks over sockets. */
export const fakeServer = () => {
  const heard: FromVisitor[] = [];
  const logins: unknown[] = [];
  const facts: unknown[] = [];
  const sockets = new Set<FakeSocket>();
  let seq = 0;

  class FakeSocket extends EventTarget {
    static readonly OPEN = 1;
    readyState = 0;
    constructor() {
      super();
      sockets.add(this);
      queueMicrotask(() => {
        this.readyState = 1;
        this.dispatchEvent(new Event('open'));
      });
    }
    tell(frame: ToVisitor): void {
      this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(frame) }));
    }
    send(text: string): void {
      const frame: unknown = JSON.parse(text);
      if (!isFrame(frame)) return;
      heard.push(frame);
      if (frame.type === 'hello') this.tell({ type: 'ready', pingMs: 15_000, now: 0 });
      if (frame.type === 'open') {
        this.tell({ type: 'opened', clientId: frame.clientId, state: { ...assigned, entry: frame.entry } });
        this.tell({ type: 'messages', conversation, after: 0, seq, messages: [], state: assigned });
      }
    }
    close(): void {
      sockets.delete(this);
    }
  }

  const answerOf = (path: string, body: unknown): unknown => {
    if (path === '/api/visitor/entries') return { site: { name: '小店' }, entries: [entry('presales'), entry('vip')] };
    if (path === '/api/visitor/facts') {
      facts.push(body);
      return { believed: true };
    }
    if (path !== '/api/visitor/web-login') return { conversations: [] };
    logins.push(body);
    return { token: `t${logins.length}`, expiresAt: 1e15, identified: true };
  };
  const browser: Browser = {
    fetch: async (input, init) => {
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
      const answer = answerOf(String(input).replace('https://zhida.example', ''), body);
      return { ok: true, status: 200, headers: new Headers(), json: async () => answer } as Response;
    },
    Socket: FakeSocket as unknown as typeof WebSocket,
    shelf: memoryShelf(), random: () => 0.5, fill: (bytes) => void bytes.forEach((_byte, at) => (bytes[at] = Math.floor(Math.random() * 256))),
    timers: { now: () => Date.now(), after: () => () => undefined },
  };
  return {
    browser, heard, logins, facts,
    /** The agent says something to everybody who listens. */
    answers(text: string): void {
      seq += 1;
      for (const socket of sockets) socket.tell({ type: 'messages', conversation, after: seq - 1, seq, messages: [{ seq, at: Date.now(), from: 'agent', name: '李雷', body: { kind: 'text', text } }], state: assigned });
    },
  };
};
