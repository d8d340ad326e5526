import type { Chance } from './chance';
import type { Member, Visitor } from './people';
import type { Stage } from './stage';

/** People who keep talking until they are told to stop, whatever the server does meanwhile. */
export interface Chatter {
  /** Agent's word → openid of the visitor it was said to. */
  meantFor: ReadonlyMap<number, string>;
  stop(): Promise<void>;
}

export interface ChatterPlan {
  /** Who talks with whom; each of them has no other conversation. */
  pairs: readonly { visitor: Visitor; member: Member }[];
  /** Visitors who enter one after the other, say one thing and are not answered. */
  walkIns: readonly { visitor: Visitor; sessionFrom: string }[];
  chance: Chance;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function startChatter({ platform }: Stage, { pairs, walkIns, chance }: ChatterPlan): Chatter {
  let talking = true;
  const meantFor = new Map<number, string>();

  async function visitorTalks(visitor: Visitor): Promise<void> {
    while (talking) {
      await visitor.say('还在吗');
      await pause(chance.between(150, 500));
    }
  }
  /** Less often than the visitor: WeChat lets through five answers to each of his words. */
  async function agentTalks(member: Member, visitor: Visitor): Promise<void> {
    while (talking) {
      const { tag } = await member.say('在的');
      meantFor.set(tag, visitor.openid);
      await pause(chance.between(200, 700));
    }
  }
  async function walkIn(): Promise<void> {
    for (const { visitor, sessionFrom } of walkIns) {
      if (!talking) return;
      // Not waited for: his tap and his word may pass each other on their way.
      void platform.visitorAct(visitor.openid, 'enter', { sessionFrom });
      await visitor.say('路过问一句', { wait: false });
      await pause(chance.between(200, 600));
    }
  }

  const all = [walkIn(), ...pairs.flatMap(({ visitor, member }) => [visitorTalks(visitor), agentTalks(member, visitor)])];
  return {
    meantFor,
    async stop() {
      talking = false;
      await Promise.all(all);
    },
  };
}
