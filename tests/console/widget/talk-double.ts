import type { ChatState } from '../../../shared/frames/visitor';
import type { TalkLine, TalkView } from '../../../shared/talk/parts';
import type { Talk } from '../../../shared/talk/talk';

export const conversation = 'c'.repeat(32);
export const assigned: ChatState = { conversation, entry: 'presales', state: 'assigned', agent: { name: '李雷' } };

const quiet: TalkView = { connection: 'open', state: assigned, lines: [], earlier: 'none', typing: false, readTo: 0, unread: 0 };
export const talkView = (more: Partial<TalkView> = {}): TalkView => ({ ...quiet, ...more });

let lines = 0;
/** One line, told by the server unless it is said otherwise. */
export const line = (more: Partial<TalkLine> & { readonly text?: string } = {}): TalkLine => {
  lines += 1;
  const { text = `第 ${lines} 句`, ...rest } = more;
  return { id: `l${lines}`, conversation, seq: lines, at: 0, from: 'agent', name: '李雷', body: { kind: 'text', text }, ...rest };
};

export interface TalkDouble extends Talk {
  /** What was asked of it, in order: `say`, `typing`, … with what came along. */
  readonly asked: unknown[][];
  tell(view: TalkView): void;
}

/** A talk that does nothing but remember. */
export const talkDouble = (first: TalkView = talkView()): TalkDouble => {
  const asked: unknown[][] = [];
  const listeners = new Set<(view: TalkView) => void>();
  let view = first;
  const tell = (next: TalkView): void => {
    view = next;
    for (const listener of listeners) listener(view);
  };
  const noted = (name: string) => (...given: unknown[]): void => void asked.push([name, ...given]);
  return {
    asked, tell,
    view: () => view,
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    say(body) {
      asked.push(['say', body]);
      return 'id';
    },
    seen() {
      asked.push(['seen']);
      tell({ ...view, unread: 0 });
    },
    start: noted('start'), stop: noted('stop'), again: noted('again'), drop: noted('drop'), earlier: noted('earlier'),
    typing: noted('typing'), end: noted('end'), rate: noted('rate'),
  };
};
