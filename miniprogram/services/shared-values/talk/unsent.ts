import type { SaidBody } from '../../../../shared/http/chat';
import type { TalkLine, TalkParts } from './parts';

/** The longest text the server takes, in UTF-16 units. */
const LONGEST = 2000;
/** Clocks differ so much after the server's was told, in ms. */
const TOLERANCE = 5_000;

/** An own word that is not acknowledged. */
export interface Own {
  readonly id: string;
  /** When it was said, by the server's clock. */
  readonly at: number;
  readonly body: SaidBody;
  /** Why it was refused; it waits for another try. */
  readonly code?: string;
}

/** Own words, kept until they are acknowledged or given up, however often the program ends in between. */
export interface Unsent {
  /** In the order they were said, without those that the server has told back already. */
  lines(): readonly TalkLine[];
  add(body: SaidBody, at: number): string;
  /** The next one to be said. */
  next(): Own | undefined;
  find(id: string): Own | undefined;
  failed(id: string, code: string): void;
  /** Said again, after all others. */
  again(id: string, at: number): void;
  remove(id: string): void;
  /** The server told a word of his: answers which one of these it must be, as far as words tell (another page may have said it). It is no longer shown, but said until acknowledged. */
  echo(line: TalkLine): string | undefined;
  /** The echoes are not shown any more. */
  forgetEchoes(): void;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const isOwn = (value: unknown): value is Own =>
  isObject(value) && typeof value['id'] === 'string' && typeof value['at'] === 'number' && isObject(value['body']) &&
  ['text', 'image', 'file', 'card'].includes(String(value['body']['kind']));

/** What the server would close the line for. */
const faultOf = (body: SaidBody): string | undefined => {
  if (body.kind !== 'text') return undefined;
  if (body.text.length > LONGEST) return 'too-large';
  return body.text.trim() === '' ? 'bad-request' : undefined;
};

/** No store keeps NUL. */
const storable = (body: SaidBody): SaidBody => (body.kind === 'text' ? { ...body, text: body.text.split('\u0000').join('') } : body);

const isSame = (said: SaidBody, told: TalkLine['body']): boolean => {
  if (said.kind !== told.kind) return false;
  if (said.kind === 'text') return told.kind === 'text' && told.text === said.text;
  if (said.kind === 'card') return told.kind === 'card' && told.title === said.title;
  return true;
};

const lineOf = ({ id, at, body, code }: Own): TalkLine =>
  ({ id, at, from: 'visitor', body, sending: code === undefined ? 'waiting' : 'failed', ...(code !== undefined && { code }) });

export function createUnsent({ entry, storage, newId }: Pick<TalkParts, 'entry' | 'storage' | 'newId'>): Unsent {
  const key = `zhida.unsent.${entry}`;
  const stored = (): Own[] => {
    const value = storage.read(key);
    return Array.isArray(value) ? value.filter(isOwn) : [];
  };

  let own: readonly Own[] = stored();
  const gone = new Set<string>();
  const echoed = new Set<string>();

  /** What another page of his has written meanwhile stays. */
  function change(next: readonly Own[]): void {
    own = next;
    const others = stored().filter(({ id }) => !gone.has(id) && !own.some((one) => one.id === id));
    if (others.length + own.length === 0) storage.remove(key);
    else storage.write(key, [...others, ...own]);
  }

  const find = (id: string): Own | undefined => own.find((one) => one.id === id);

  return {
    lines: () => own.filter(({ id }) => !echoed.has(id)).map(lineOf),
    add(said, at) {
      const body = storable(said);
      const code = faultOf(body);
      const id = newId();
      change([...own, { id, at, body, ...(code !== undefined && { code }) }]);
      return id;
    },
    next: () => own.find(({ code }) => code === undefined),
    find,
    failed(id, code) {
      echoed.delete(id);
      change(own.map((one) => (one.id === id ? { ...one, code } : one)));
    },
    again(id, at) {
      const line = find(id);
      if (line && faultOf(line.body) === undefined) change([...own.filter((one) => one !== line), { id, at, body: line.body }]);
    },
    remove(id) {
      gone.add(id);
      change(own.filter((one) => one.id !== id));
    },
    echo(line) {
      const found = own.find(({ id, at, body, code }) => code === undefined && !echoed.has(id) && isSame(body, line.body) && line.at >= at - TOLERANCE);
      if (found) echoed.add(found.id);
      return found?.id;
    },
    forgetEchoes: () => echoed.clear(),
  };
}
