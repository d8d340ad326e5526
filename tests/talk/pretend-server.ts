import { readVisitorFrame, type ChatMessage, type ChatState, type FromVisitor, type ToVisitor } from '../../shared/frames/visitor';
import type { SaidBody } from '../../shared/http/chat';
import type { SocketListener } from '../../shared/talk/parts';

/** Few at once, so that a handful of words takes every road. */
const LATEST = 4;
const BATCH = 3;

export interface Held {
  state: ChatState;
  /** With the numbers that are not for him left out. */
  messages: ChatMessage[];
  seq: number;
  readTo: number;
}

/** One socket between a talk and the pretend server; what is on its way goes on only when it is told to. */
export interface PretendSocket {
  readonly isOpen: boolean;
  /** Frames on their way to the page, and from it. */
  readonly down: string[];
  readonly up: string[];
  /** One frame each way arrives, if there is any; false: nothing was on its way. */
  step(): boolean;
  /** Half open: nothing gets through this way any more, and nobody is told. */
  lose(way: 'down' | 'up'): void;
  /** The page hears the end; what is on its way may still arrive on the other side. */
  cut(code?: number): void;
}

/** A server that keeps to the frames' contract, with the line between it and the page in the hands of the test. */
export function createPretendServer({ now, entry, pingMs = 15_000 }: { now(): number; entry: string; pingMs?: number }) {
  const conversations: Held[] = [];
  const opens = new Map<string, Held>();
  const stored = new Map<string, { held: Held; message: ChatMessage }>();
  const sockets: (PretendSocket & { tell(frame: ToVisitor): void; follows: Map<Held, { seq: number; told: number }> })[] = [];
  /** Set: whoever enters is refused with it. */
  let closedWith: string | undefined;
  let tokens = new Set(['token-1']);
  let ids = 0;

  const find = (id: string): Held | undefined => conversations.find(({ state }) => state.conversation === id);
  const open = (): Held | undefined => conversations.find(({ state }) => state.state !== 'closed');

  function openOne(): Held {
    const before = conversations[conversations.length - 1]?.state.conversation;
    const id = (ids += 1).toString(16).padStart(32, '0');
    const held: Held = { state: { conversation: id, entry, state: 'assigned', agent: { name: '李雷' }, ...(before !== undefined && { previous: before }) }, messages: [], seq: 0, readTo: 0 };
    conversations.push(held);
    return held;
  }

  function add(held: Held, from: ChatMessage['from'], said: string | SaidBody): ChatMessage {
    held.seq += 1;
    const body = typeof said === 'string' ? { kind: 'text' as const, text: said } : said.kind === 'file' ? { ...said, name: '文件.pdf' } : said;
    const message: ChatMessage = { seq: held.seq, at: now(), from, ...(from === 'agent' && { name: '李雷' }), body };
    held.messages.push(message);
    return message;
  }

  /** Every socket that follows it is told what it has not been told. */
  function tellAll(held: Held): void {
    for (const socket of sockets) {
      for (let place = socket.follows.get(held); place && place.seq < held.seq; place = socket.follows.get(held)) {
        const { seq: from, told } = place;
        const seq = Math.min(held.seq, from + BATCH);
        const messages = held.messages.filter((one) => one.seq > from && one.seq <= seq);
        // Numbers that are not for him are no news; the next news tells that they are over.
        socket.follows.set(held, { seq, told: messages.length > 0 ? seq : told });
        if (messages.length > 0) socket.tell({ type: 'messages', conversation: held.state.conversation, after: told, seq, messages, state: { ...held.state } });
      }
    }
  }

  function follow(socket: (typeof sockets)[number], held: Held, after: number): void {
    if (socket.follows.has(held)) return;
    socket.follows.set(held, { seq: after, told: after });
    socket.tell({ type: 'state', state: { ...held.state } });
    if (held.readTo > 0) socket.tell({ type: 'read', conversation: held.state.conversation, seq: held.readTo });
    tellAll(held);
  }

  function hear(socket: (typeof sockets)[number], frame: FromVisitor): void {
    switch (frame.type) {
      case 'hello': {
        if (frame.token === undefined || !tokens.has(frame.token)) {
          socket.tell({ type: 'refused', code: 'login-needed', message: '请先登录' });
          return socket.cut(4401);
        }
        socket.tell({ type: 'ready', pingMs, now: now() });
        for (const { conversation, seq } of frame.after ?? []) {
          const held = find(conversation);
          if (held) follow(socket, held, Math.min(seq, held.seq));
          else socket.tell({ type: 'refused', code: 'conversation-unknown', message: '会话不存在', conversation });
        }
        return;
      }
      case 'open': {
        const { clientId } = frame;
        if (closedWith !== undefined && !open()) return socket.tell({ type: 'refused', code: closedWith, message: '现在没有客服在线', clientId });
        const isNew = !opens.has(clientId) && !open();
        const held = opens.get(clientId) ?? open() ?? openOne();
        opens.set(clientId, held);
        if (isNew) add(held, 'system', `greeting ${held.state.conversation}`);
        socket.tell({ type: 'opened', clientId, state: { ...held.state } });
        return follow(socket, held, Math.min(frame.after ?? Math.max(0, held.seq - LATEST), held.seq));
      }
      case 'say': {
        const { clientId, body } = frame;
        if (body.kind === 'text' && body.text.startsWith('refuse')) return socket.tell({ type: 'refused', code: 'unsupported-type', message: '不支持', clientId });
        const known = stored.get(clientId);
        const held = known?.held ?? open() ?? openOne();
        const message = known?.message ?? add(held, 'visitor', body);
        stored.set(clientId, { held, message });
        if (!socket.follows.has(held)) {
          socket.tell({ type: 'opened', state: { ...held.state } });
          follow(socket, held, message.seq - 1);
        }
        tellAll(held);
        return socket.tell({ type: 'ack', clientId, conversation: held.state.conversation, seq: message.seq, at: message.at });
      }
      case 'history': {
        const { conversation, before, limit } = frame;
        const held = find(conversation);
        if (!held) return socket.tell({ type: 'refused', code: 'conversation-unknown', message: '会话不存在', conversation });
        const last = Math.min(before - 1, held.seq);
        const after = Math.max(0, last - Math.min(limit, BATCH));
        const messages = held.messages.filter(({ seq }) => seq > after && seq < before);
        const { previous } = held.state;
        return socket.tell({ type: 'history', conversation, before, after, messages, ...(previous !== undefined && { previous }) });
      }
      case 'end': {
        const held = find(frame.conversation);
        if (held) server.end(held, 'ended-by-visitor');
        return;
      }
      case 'rate': {
        const held = find(frame.conversation);
        if (!held) return;
        held.state = { ...held.state, survey: { stars: frame.stars, ...(frame.comment !== undefined && { comment: frame.comment }) } };
        return socket.tell({ type: 'state', state: { ...held.state } });
      }
      default: return undefined;
    }
  }

  const server = {
    conversations, sockets,
    /** Everything he was ever asked to hear, in order. */
    heard: [] as FromVisitor[],
    refuseEntering(code: string | undefined) { closedWith = code; },
    takeTokens(...known: string[]) { tokens = new Set(known); },
    current: open,
    says(from: 'agent' | 'system', text: string): void {
      const held = open();
      if (!held) return;
      add(held, from, text);
      tellAll(held);
    },
    /** A number that is not for him. */
    note(): void {
      const held = open();
      if (held) held.seq += 1;
    },
    /** From another page of his. */
    saysElsewhere(text: string): void {
      const held = open() ?? openOne();
      add(held, 'visitor', text);
      tellAll(held);
    },
    end(held: Held | undefined, closeReason = 'idle'): void {
      if (!held || held.state.state === 'closed') return;
      const { agent: _, ...state } = held.state;
      held.state = { ...state, state: 'closed', closeReason };
      add(held, 'system', `closed ${held.state.conversation}`);
      tellAll(held);
    },
    tell(frame: ToVisitor): void {
      for (const socket of sockets) if (socket.isOpen) socket.tell(frame);
    },
    dial(listener: SocketListener) {
      const down: string[] = [];
      const up: string[] = [];
      let isOpen = true;
      let isOver = false;
      let isGreeted = false;
      const lost = new Set<'down' | 'up'>();
      const socket: (typeof sockets)[number] = {
        get isOpen() { return isOpen; },
        down, up,
        follows: new Map(),
        tell: (frame) => void down.push(JSON.stringify(frame)),
        lose: (way) => void lost.add(way),
        step() {
          if (!isGreeted && isOpen) {
            isGreeted = true;
            listener.opened();
          }
          const [told, heard] = [down.shift(), up.shift()];
          // Also when the line is over: what comes late must not matter.
          if (told !== undefined && !lost.has('down')) listener.heard(told);
          if (heard !== undefined && !lost.has('up')) {
            const frame = readVisitorFrame(heard);
            if (!frame) throw new Error(`no frame of the contract: ${heard}`);
            server.heard.push(frame);
            hear(socket, frame);
          }
          return told !== undefined || heard !== undefined;
        },
        cut(code = 1006) {
          if (!isOpen) return;
          // Everything the server said before it closed is heard first.
          while (code !== 1006 && !lost.has('down') && down.length > 0) listener.heard(down.shift() ?? '');
          isOpen = false;
          isOver = true;
          socket.follows.clear();
          listener.closed(code);
        },
      };
      sockets.push(socket);
      return {
        send: (text: string) => { if (!isOver) up.push(text); },
        close: () => {
          isOpen = false;
          isOver = true;
          socket.follows.clear();
        },
      };
    },
    /** Everything on its way arrives. */
    deliver(): void {
      for (let went = true; went;) went = sockets.map((socket) => socket.isOpen && socket.step()).includes(true);
    },
  };
  return server;
}

export type PretendServer = ReturnType<typeof createPretendServer>;
