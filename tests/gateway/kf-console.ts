import type { Channel, NativeDesk, Read, Receiving } from '../../server/channels/channel';
import { entryLink } from '../../server/channels/kf/entry-link';
import type { House } from './house';

type NotRead = Exclude<Read<unknown>, { kind: 'read' }>;

/** 微信客服 as WeCom's own console knows it: accounts, who receives on each, and which userids exist at all. */
export interface KfConsole {
  accounts: Map<string, { name: string; ours: boolean; receivers: Map<string, Receiving> }>;
  members: Set<string>;
  /** What was asked, in order, as `link wk1 vip`. */
  asked: string[];
  /** What the platform answers to the next question of that name instead. */
  fails: Map<string, NotRead>;
}

/** Gives a house a 微信客服 that can be set up; nobody writes there. */
export function connectKf(house: House): KfConsole {
  const { channels } = house.floor.desk.ctx;
  const known: KfConsole = { accounts: new Map(), members: new Set(), asked: [], fails: new Map() };
  const { accounts, members, asked, fails } = known;
  const read = <T>(value: T): Read<T> => ({ kind: 'read', value });

  async function ask<T>(question: string, answer: () => T): Promise<Read<T>> {
    asked.push(question);
    const [name = ''] = question.split(' ');
    const failure = fails.get(name);
    fails.delete(name);
    return failure ?? read(answer());
  }
  const receiversOf = (account: string): Map<string, Receiving> => accounts.get(account)?.receivers ?? new Map<string, Receiving>();

  const native: NativeDesk = {
    hint: () => undefined,
    pull: async () => ({ kind: 'pulled', items: [], cursor: '', more: false }),
    readItem: () => [],
    session: async () => read({ at: 'nobody' }),
    notice: async () => ({ kind: 'sent' }),
    lastEntered: async () => undefined,
    receivers: (account) => ask(`receivers ${account}`, () => [...receiversOf(account)].map(([agent, receiving]) => ({ agent, receiving }))),
    setup: {
      accounts: () => ask('accounts', () => [...accounts].map(([account, { name, ours }]) => ({ account, name, ours }))),
      link: (account, entry) => ask(`link ${account} ${entry}`, () => `https://work.weixin.qq.com/kf/${account}?enc_scene=ENC${entry}`),
      addReceivers: (account, agents) => ask(`add ${account} ${agents.join()}`, () => agents.map((agent) => {
        if (!members.has(agent)) return { agent, why: 'agent-unreachable:60111' };
        receiversOf(account).set(agent, 'receiving');
        return { agent };
      })),
      removeReceivers: (account, agents) => ask(`remove ${account} ${agents.join()}`, () => agents.map((agent) => {
        receiversOf(account).delete(agent);
        return { agent };
      })),
    },
  };
  const channel: Channel = {
    kind: 'kf', capabilities: [], native,
    invite(entry, visitor) {
      const url = entryLink(entry.kfUrl, `ticket-of-${visitor}`);
      return url === undefined ? { kind: 'unavailable' } : { kind: 'kf', url, corpId: 'ww1' };
    },
    appoint: async () => ({ kind: 'sent' }),
    deliver: async () => ({ kind: 'sent' }),
    parts: () => 1,
  };
  channels.kf = channel;
  return known;
}
