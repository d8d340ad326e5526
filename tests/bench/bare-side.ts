import { dial, type FrameClient } from './frame-client';
import { inWaves } from './in-waves';
import { answer, words, type RelaySide } from './relay-side';
import type { RelayPlace } from './relay-order';

const AT_ONCE = 250;

/** Visitors and agents on one server that only hands frames on. */
export async function connectBare({ port, visitors, agents }: RelayPlace): Promise<RelaySide> {
  const arrived = new Map<string, () => void>();
  const join = (name: string): Promise<FrameClient> =>
    new Promise((joined, failed) => {
      const client = dial({ port, path: '/', from: '127.0.0.1' }, {
        opened: () => client.send(JSON.stringify({ type: 'hello', name })),
        heard(text) {
          const frame: { type: string; about: string } = JSON.parse(text);
          if (frame.type === 'ready') joined(client);
          else arrived.get(frame.about)?.();
        },
        closed: () => failed(new Error('a socket was closed')),
      });
    });
  const names = Object.keys(agents);
  const said = await inWaves(visitors, AT_ONCE, (_, one) => join(`visitor-${one}`));
  const answering = await Promise.all(names.map(join));
  let count = 0;
  const through = (client: FrameClient | undefined, to: string, text: string): Promise<void> =>
    new Promise((resolve) => {
      const about = `message-${(count += 1)}`;
      arrived.set(about, () => {
        arrived.delete(about);
        resolve();
      });
      client?.send(JSON.stringify({ type: 'say', to, about, body: { kind: 'text', text } }));
    });
  return {
    up: (visitor) => through(said[visitor], names[visitor % names.length] ?? '', words),
    down: (visitor) => through(answering[visitor % names.length], `visitor-${visitor}`, answer),
    lose: () => Promise.reject(new Error('nothing is kept there that could be missed')),
    leave: () => [...said, ...answering].forEach((client) => client.drop()),
  };
}
