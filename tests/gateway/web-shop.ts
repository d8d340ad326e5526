import { WebLoginAnswer } from '../../shared/http/visitor';
import { agent, entry, group, toAgent, toGroup, type Plan } from '../desk/floor';
import { openHouse, read, type House, type HouseOptions } from './house';
import { merchantSigns } from './merchant-signs';
import type { Answer } from './staff-of';

/** A shop with two web pages beside its mini-program, and what they sign with. */
export interface WebShop {
  house: House;
  /** As a browser that keeps this secret signs in; `origin` absent: no page at all. */
  login(request: object, origin?: string): Promise<Answer>;
  /** Its token, and whether an identity was believed. */
  signIn(request: object): Promise<{ token: string; identified: boolean }>;
  /** Signed by the shop for its page and its mini-program, for a minute. */
  identity(subject: string | undefined, facts?: object, more?: object): { payload: string; signature: string };
}

export const PAGE = 'https://page.example';
export const OTHER = 'https://other.example';
export const SECRET = 'the secret of the page';
export const device = (letter: string): string => letter.repeat(43);

export const ownerFirst = { ...toAgent('li'), target: { kind: 'owner' as const } };

export async function openWebShop(plan: Partial<Plan> = {}, options: HouseOptions = {}): Promise<WebShop> {
  const house = await openHouse({
    agents: [agent('li'), agent('wang'), agent('zhao')],
    groups: [group('everyone', ['li', 'wang'])],
    entries: [
      entry('button', [ownerFirst, toGroup('everyone')]),
      entry('vip', [toAgent('li')], { site: 'page', channel: 'chat', variants: [{ when: { level: 'gold' }, ladder: [toAgent('wang')] }] }),
      entry('order', [ownerFirst, toGroup('everyone')], { site: 'page', channel: 'chat' }),
    ],
    ...plan,
  }, options);
  await house.floor.publish((config) => {
    config.sites.push(
      { key: 'page', name: '网店', kind: 'web', origins: [`${PAGE}/`, 'https://商店.example:443'] },
      { key: 'other', name: 'Other', kind: 'web', origins: [OTHER] },
    );
  });
  for (const [site, hmacSecret] of [['shop', SECRET], ['page', SECRET], ['other', 'the secret of the other']] as const) await house.floor.records.people.saveSiteSecrets({ site, hmacSecret });
  const login: WebShop['login'] = (request, origin) => house.http.inject({
    method: 'POST', url: '/api/visitor/web-login', payload: { site: 'page', ...request }, headers: { ...(origin !== undefined && { origin }) },
  });
  return {
    house, login,
    signIn: async (request) => read(WebLoginAnswer, await login(request)),
    identity: (subject, facts = {}, more = {}) =>
      merchantSigns(SECRET, { facts, exp: Math.floor(house.floor.clock.now / 1000) + 60, ...(subject !== undefined && { subject }), ...more }),
  };
}
