import type { AgentAction, CardButton } from '../../server/agent-channels/agent-channel';
import type { Desk } from '../../server/desk/desk';
import { heard } from './acts';
import { agent, entry, toAgent, type Floor, type Plan } from './floor';

type Tap = Extract<AgentAction, { kind: 'tapped' }>;

export const TWO_AGENTS: Plan = {
  agents: [agent('li'), agent('wang')],
  entries: [entry('vip', [toAgent('li', { ringSeconds: 0 })]), entry('wang', [toAgent('wang', { ringSeconds: 0 })])],
};

interface LateActs {
  /** What li writes now. */
  text(key: string, words: string): AgentAction;
  menu(item: 'online' | 'away'): AgentAction;
  tap(who: string, action: CardButton['action'], conversation?: string, more?: Partial<Tap>): AgentAction;
  /** The platform delivers it; a test says when, how often and to which node. */
  delivered(action: AgentAction, desk?: Desk): Promise<string | undefined>;
  /** What each visitor read. */
  heardBy(...openids: string[]): string[][];
}

/** Acts in WeCom, made at one time by its clock of whole seconds and delivered at another. */
export const lateActs = (floor: () => Floor): LateActs => {
  const platformNow = (): number => Math.floor(floor().clock.now / 1000) * 1000;
  return {
    text: (key, words) => ({ kind: 'said', key, address: 'w-li', at: platformNow(), body: { kind: 'text', text: words } }),
    menu: (item) => ({ kind: 'menu', key: `menu:${item}:${platformNow()}`, address: 'w-li', at: platformNow(), item }),
    tap: (who, action, conversation, more = {}) => ({
      kind: 'tapped', key: `tap:${who}:${action}:${conversation ?? ''}:${platformNow()}`, address: `w-${who}`, at: platformNow(), action,
      ...(conversation !== undefined && { conversation }), ...more,
    }),
    async delivered(action, desk = floor().desk) {
      const words = await desk.agent.acted(action);
      await floor().settle();
      return words;
    },
    heardBy: (...openids) => openids.map((openid) => heard(floor(), openid)),
  };
};
