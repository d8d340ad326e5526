import fc from 'fast-check';
import type { TalkView } from '../../shared/talk/parts';
import type { Talk } from '../../shared/talk/talk';
import { createTalkFloor, textsOf, type TalkFloor } from './talk-floor';

/*
 * Whatever happens to sockets, pages and programs: in the end every word is shown once and in its place, own words reached the server once,
 * and at no moment is a word shown twice. Own words are all different here, so that each can be told from the others.
 */

type Step = { act: 'say' | 'agent' | 'system' | 'elsewhere' | 'note' | 'end' | 'endMine' | 'back' | 'seen' | 'settle' | 'hide' | 'show' | 'restart' | 'token'; page: number }
  | { act: 'deliver' | 'cut' | 'drop' | 'twice' | 'swap'; socket: number; many: number }
  | { act: 'pass'; ms: number };

const page = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ act: fc.constantFrom('say' as const, 'agent' as const), page }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('system' as const, 'elsewhere' as const, 'note' as const, 'end' as const, 'endMine' as const, 'back' as const, 'seen' as const, 'settle' as const), page }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('hide' as const, 'show' as const, 'restart' as const, 'token' as const), page }) },
  { weight: 10, arbitrary: fc.record({ act: fc.constantFrom('deliver' as const, 'cut' as const, 'drop' as const, 'twice' as const, 'swap' as const), socket: fc.nat(3), many: fc.nat(6) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant('pass' as const), ms: fc.constantFrom(0, 100, 700, 3_000, 40_000) }) },
);

async function play(steps: Step[], chance: number): Promise<void> {
  const floor = createTalkFloor();
  const faults: string[] = [];
  const own: string[] = [];
  const pages: Talk[] = [];
  const watched = (): Talk => {
    const talk = floor.page(() => chance);
    talk.watch((view) => faults.push(...doubles(view)));
    talk.start();
    return talk;
  };
  pages.push(watched(), watched());
  for (const one of steps) {
    act(one);
    await floor.time.pass('ms' in one ? one.ms : 0);
    if (one.act === 'settle') await floor.settle();
  }
  await heal(floor, pages);
  await compare();

  function act(one: Step): void {
    const { server } = floor;
    if (one.act === 'pass' || one.act === 'settle') return;
    if ('socket' in one) {
      const open = server.sockets.slice(-4);
      const socket = open[one.socket % Math.max(1, open.length)];
      if (!socket) return;
      if (one.act === 'deliver') for (let n = 0; n < one.many; n += 1) socket.step();
      else if (one.act === 'cut') socket.cut([1006, 1001, 4413, 1006, 1006, 1006, 1006][one.many]);
      // Half open: what is said from now on gets lost, and nobody is told so.
      else if (one.act === 'drop') socket.lose(one.many % 2 === 0 ? 'down' : 'up');
      else if (one.act === 'twice') socket.down.unshift(...socket.down.slice(0, 1));
      else socket.down.splice(0, 2, ...socket.down.slice(0, 2).reverse());
      return;
    }
    const talk = pages[one.page];
    switch (one.act) {
      case 'say':
        own.push(`own ${own.length}`);
        return void talk?.say({ kind: 'text', text: own[own.length - 1] ?? '' });
      case 'agent':
      case 'system': return server.says(one.act, `${one.act} ${server.current()?.seq ?? 0}`);
      case 'elsewhere': return server.saysElsewhere('elsewhere');
      case 'note': return server.note();
      case 'end': return server.end(server.current());
      case 'endMine': return talk?.end();
      case 'back': return talk?.earlier();
      case 'seen': return talk?.seen();
      case 'hide': return talk?.stop();
      case 'show': return talk?.start();
      case 'restart':
        talk?.stop();
        pages[one.page] = watched();
        return;
      case 'token':
        server.takeTokens('token-2');
        floor.tokens.splice(0, floor.tokens.length, 'token-2');
        return;
      default: return undefined;
    }
  }

  async function compare(): Promise<void> {
    const { conversations } = floor.server;
    const stored = conversations.flatMap(({ messages }) => messages.map(({ body }) => (body.kind === 'text' ? body.text : '')));
    expect(own.filter((text) => stored.filter((one) => one === text).length !== 1)).toEqual([]);
    for (const talk of pages) {
      // One that fell asleep on a conversation that is over learns of the next one by his own next word.
      talk.say({ kind: 'text', text: `last of ${pages.indexOf(talk)}` });
      await heal(floor, pages);
      for (let rounds = 0; talk.view().earlier !== 'none' && rounds < 200; rounds += 1) {
        talk.earlier();
        await floor.settle();
      }
      expect(talk.view().earlier).toBe('none');
      expect(textsOf(talk)).toEqual(conversations.flatMap(({ messages }) => messages.map(({ body }) => (body.kind === 'text' ? body.text : ''))));
      expect(talk.view().lines.filter(({ sending }) => sending !== undefined)).toEqual([]);
      expect(talk.view().connection).toBe('open');
    }
    expect(floor.storage.all.has('zhida.unsent.vip')).toBe(false);
    expect(faults).toEqual([]);
  }
}

/** Ids and numbers are shown once; own words are all different, so each is shown once; numbers of a conversation only grow. */
function doubles({ lines }: TalkView): string[] {
  const seen = new Set<string>();
  const faults: string[] = [];
  let last: { conversation: string; seq: number } | undefined;
  for (const { id, conversation, seq, from, body } of lines) {
    const names = [`id ${id}`, ...(seq === undefined ? [] : [`number ${conversation ?? ''} ${seq}`]), ...(from === 'visitor' && body.kind === 'text' && body.text.startsWith('own') ? [body.text] : [])];
    for (const name of names) if (seen.has(name)) faults.push(`twice: ${name}`); else seen.add(name);
    if (conversation === undefined || seq === undefined) continue;
    if (last?.conversation === conversation && last.seq >= seq) faults.push(`out of order: ${conversation} ${seq}`);
    last = { conversation, seq };
  }
  return faults;
}

/** Nothing is lost any more, and everybody is there. */
async function heal(floor: TalkFloor, pages: Talk[]): Promise<void> {
  for (const talk of pages) talk.start();
  for (let turn = 0; turn < 12; turn += 1) {
    await floor.time.pass(8_000);
    for (const socket of floor.server.sockets) if (socket.isOpen) socket.down.push('{"type":"ping"}');
    await floor.settle();
  }
}

test('every line once and in order, own words once, whatever happens to sockets, pages and programs', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), fc.constantFrom(0, 0.3, 0.99), play), { numRuns: 250 });
}, 120_000);
