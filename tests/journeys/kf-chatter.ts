import type { Chance } from './chance';
import type { Platform } from './platform';
import { kfAccount, type KfLinks } from './shop';
import { tagged } from './words';

export interface KfChatter {
  stop(): Promise<void>;
}

export interface KfChatterPlan {
  links: KfLinks;
  servicers: readonly string[];
  /** Customers who come again and again; others come, say one thing and wait. */
  regulars: number;
  walkIns: number;
  chance: Chance;
  /** How much slower than briskly they talk. */
  pace: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Customers who enter, write and change buttons, and servicers who answer, end chats, pass them on and take old ones back, until
 * told to stop. What WeCom's client does not let them do they leave.
 */
export function startKfChatter({ kf }: Platform, { links, servicers, regulars, walkIns, chance, pace }: KfChatterPlan): KfChatter {
  const breath = (least: number, most: number): Promise<void> => pause(pace * chance.between(least, most));
  const anyOf = <T>(all: readonly T[]): T | undefined => all[chance.between(0, all.length - 1)];
  let talking = true;

  const enters = (id: string) => kf.customerAct(id, 'enter', { url: anyOf(Object.values(links)) ?? '', wait: true });
  const says = (id: string) => kf.customerAct(id, 'say', { openKfId: kfAccount, text: tagged('在吗').text, wait: true });

  async function regular(number: number): Promise<void> {
    const id = await kf.newCustomer({ nickname: `熟客 ${number}` });
    await enters(id);
    while (talking) {
      await says(id);
      if (chance.next() < 0.1) await enters(id);
      await breath(200, 800);
    }
  }
  async function walkIn(): Promise<void> {
    const inside: Promise<unknown>[] = [];
    for (let number = 0; number < walkIns && talking; number += 1) {
      const id = await kf.newCustomer({ nickname: `路人 ${number}` });
      inside.push(enters(id).then(() => breath(0, 200)).then(() => says(id)));
      await breath(200, 600);
    }
    await Promise.all(inside);
  }
  async function servicer(userid: string): Promise<void> {
    const acts = (verb: string, customer: string, more?: object) => kf.servicerAct(userid, verb, customer, more).catch(() => undefined);
    while (talking) {
      for (const { externalUserid, mine } of (await kf.servicer(userid)).chats) {
        if (!talking) break;
        const whim = chance.next();
        if (mine && whim < 0.4) await acts('say', externalUserid, { text: tagged('在的').text });
        else if (mine && whim < 0.5) await acts('end', externalUserid);
        else if (mine && whim < 0.56) await acts('pass', externalUserid, { to: anyOf(servicers.filter((one) => one !== userid)) });
        else if (!mine && whim < 0.02) await acts('say', externalUserid, { text: tagged('又是我').text });
      }
      await breath(150, 500);
    }
  }

  const all = [walkIn(), ...Array.from({ length: regulars }, (_, number) => regular(number)), ...servicers.map(servicer)];
  return {
    async stop() {
      talking = false;
      await Promise.all(all);
    },
  };
}
