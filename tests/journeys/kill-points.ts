import type { Chance } from './chance';
import type { Moment, Proxy } from './proxy';
import type { ServerNode } from './server-node';
import { until } from './until';

/** A moment between receiving and delivering at which the server is killed. */
export interface KillPoint {
  name: string;
  at: 'front' | 'back';
  path: string;
  phase: Moment['phase'];
  /** `held`: killed while the call or its answer waits in the proxy; `gone`: up to `withinMs` after it went on. */
  when: 'held' | 'gone';
  withinMs?: number;
  /** The call or the answer that waited never arrives. */
  cut?: boolean;
}

const visitorPush = '/callbacks/wechat';
const agentPush = '/callbacks/wecom';
const toAgent = '/message/send';
const toVisitor = '/message/custom/send';

export const killPoints: readonly KillPoint[] = [
  { name: 'a visitor’s push is being stored', at: 'front', path: visitorPush, phase: 'asked', when: 'gone', withinMs: 6 },
  { name: 'a visitor’s push is stored, its answer is lost', at: 'front', path: visitorPush, phase: 'answered', when: 'held', cut: true },
  { name: 'a visitor’s push is acknowledged and not passed on', at: 'front', path: visitorPush, phase: 'answered', when: 'held' },
  { name: 'a visitor’s push is acknowledged and being passed on', at: 'front', path: visitorPush, phase: 'answered', when: 'gone', withinMs: 6 },
  { name: 'an agent’s word is being stored', at: 'front', path: agentPush, phase: 'asked', when: 'gone', withinMs: 6 },
  { name: 'an agent’s word is stored, its answer is lost', at: 'front', path: agentPush, phase: 'answered', when: 'held', cut: true },
  { name: 'an agent’s word is acknowledged and not sent', at: 'front', path: agentPush, phase: 'answered', when: 'held' },
  { name: 'a message to an agent never arrives', at: 'back', path: toAgent, phase: 'asked', when: 'held', cut: true },
  { name: 'a message to an agent arrives, nobody hears the answer', at: 'back', path: toAgent, phase: 'answered', when: 'held' },
  { name: 'a message to an agent is being settled', at: 'back', path: toAgent, phase: 'answered', when: 'gone', withinMs: 4 },
  { name: 'a message to a visitor never arrives', at: 'back', path: toVisitor, phase: 'asked', when: 'held', cut: true },
  { name: 'a message to a visitor arrives, nobody hears the answer', at: 'back', path: toVisitor, phase: 'answered', when: 'held' },
  { name: 'a message to a visitor is being settled', at: 'back', path: toVisitor, phase: 'answered', when: 'gone', withinMs: 4 },
];

/** Waits for the point, kills the node there, and answers what was hit. */
export async function killAt(point: KillPoint, node: ServerNode, sides: { front: Proxy; back: Proxy }, chance: Chance): Promise<string> {
  const side = sides[point.at];
  const afterMs = point.when === 'held' ? 0 : chance.between(0, point.withinMs ?? 0);
  let killed: Promise<void> | undefined;
  side.watch = async ({ path, phase }) => {
    if (killed !== undefined || phase !== point.phase || !path.endsWith(point.path)) return undefined;
    if (point.when === 'gone') {
      killed = new Promise<void>((resolve) => setTimeout(resolve, afterMs)).then(() => node.kill());
      return undefined;
    }
    killed = node.kill();
    await killed;
    return point.cut === true ? 'cut' : undefined;
  };
  await until(point.name, () => killed !== undefined, 30_000);
  await killed;
  side.watch = () => undefined;
  return point.when === 'held' ? point.name : `${point.name} (${afterMs} ms on)`;
}
