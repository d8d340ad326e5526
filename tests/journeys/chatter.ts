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
  /** How much slower than briskly they talk; Redis remembers what a member got in the last minute, a killed process does not. */
  pace: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function startChatter({ platform }: Stage, { pairs, walkIns, chance, pace }: ChatterPlan): Chatter {
  const breath = (least: number, most: number): Promise<void> => pause(pace * chance.between(least, most));
  let talking = true;
  const meantFor = new Map<number, string>();

  async function visitorTalks(visitor: Visitor): Promise<void> {
    while (talking) {
      await visitor.say('还在吗');
      await breath(150, 500);
    }
  }
  /** Less often than the visitor: WeChat lets through five answers to each of his words. */
  async function agentTalks(member: Member, visitor: Visitor): Promise<void> {
    while (talking) {
      const { tag } = await member.say('在的');
      meantFor.set(tag, visitor.openid);
      await breath(200, 700);
    }
  }
  /** His word follows when his tap is over: should it overtake the tap, two agents would rightly see it. */
  async function walkIn(): Promise<void> {
    const inside: Promise<unknown>[] = [];
    for (const { visitor, sessionFrom } of walkIns) {
      if (!talking) break;
      inside.push(platform.visitorAct(visitor.openid, 'enter', { sessionFrom, wait: true }).then(() => visitor.say('路过问一句')));
      await breath(200, 600);
    }
    await Promise.all(inside);
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
