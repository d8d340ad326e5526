import type { DeliveryState } from '../../shared/message';
import { csrfHeader } from '../../shared/csrf-header';
import { roles } from '../../shared/permissions';
import { merchantSigns } from '../gateway/merchant-signs';
import { hashPassword } from '../../server/gateway/auth/password';
import { hashToken, makeToken } from '../../server/gateway/tokens';
import { fieldsOf, textOf } from './api';
import { APPID, SECRETS, type HostileHouse } from './house';
import type { Caller } from './request';
import { shop } from './shop';

const PASSWORD = 'correct horse battery staple';
const DAY = 86_400_000;
const AGENTS: Readonly<Record<string, string>> = { admin: 'li', supervisor: 'wang', agent: 'chen' };
const STATES: DeliveryState[] = ['pending', 'taken', 'held', 'sent', 'failed', 'unknown', 'dropped'];
const tokenOf = (who: string): string => makeToken((size) => Buffer.from(`${who}.hostile.`.padEnd(size, '.')));

/** Those who ask, what they prove themselves with, and what is there for them to ask about. */
export interface People {
  /** What must not be read by anybody it was not given to. */
  secrets: ReadonlySet<string>;
  openids: readonly string[];
  headers(caller: Caller): Record<string, string>;
  /** What the shop's server signs, for ten minutes. */
  signs(said: { subject: string; facts: object }): { payload: string; signature: string };
  /** Puts back what hostile requests took away, and looks what is there now. */
  refresh(): Promise<void>;
  /** Says at last what planned requests for this path left open. */
  fill(path: string): Promise<(text: string) => string>;
}

export async function invitePeople(house: HostileHouse): Promise<People> {
  const { records, desk, sandbox, clock } = house;
  const { people, config } = records;
  const control = async (path: string, payload: object = {}): Promise<Record<string, unknown>> => ({ ...fieldsOf((await sandbox.inject({ method: 'POST', url: `/control${path}`, payload })).json()) });
  const openids: string[] = [];
  for (let i = 0; i < 8; i += 1) openids.push(textOf((await control('/visitors', { name: `v${i}` })).openid));
  for (const userid of ['li', 'wang', 'chen']) await control('/members', { userid });
  const accounts: string[] = [];
  for (const managed of [true, true, true, false]) accounts.push(textOf((await control('/kf/accounts', { name: '客服', userids: ['li'], managed })).openKfId));
  const passwordHash = await hashPassword(PASSWORD);
  const file = await house.files.put(Buffer.from('89504e470d0a1a0a', 'hex'), 'image/png');
  const tokens = Object.fromEntries([...roles, 'visitor', 'merchant'].map((who) => [who, tokenOf(who)]));
  const hook = { id: 'hook-1', site: 'shop', url: 'http://127.0.0.1:9/hook', secret: 'webhook-secret-of-the-hostile-house', events: ['conversation.opened', 'message.created', 'message.left'], disabled: false };
  const siteSecret = 'site-signing-secret-of-the-hostile-house';
  const pools: Record<string, readonly string[]> = {};
  const said: Record<string, string> = {};
  let turn = 0;

  const audit = (action: string) => ({ id: `audit-${turn}-${action}`, at: clock.now, by: 'house', role: 'admin', action, object: 'config' });
  const identity = (openid: string) => ({ provider: 'wechat', account: APPID, subject: openid });

  /** The shop as it was is in force again, and is the draft. */
  async function restoreShop(): Promise<void> {
    const wanted = JSON.stringify(shop);
    const published = await config.published();
    if (JSON.stringify(published?.config) === wanted) return;
    // After a roll-back the newest version is not the published one, and its revision is the one to name.
    const revision = (await config.draft())?.revision ?? (await config.versions(1))[0]?.revision ?? 0;
    const saved = await config.saveDraft({ config: shop, revision, by: 'house', now: clock.now, audit: audit('save') });
    if (saved.kind !== 'saved') throw new Error('the shop could not be restored');
    await config.publish({ revision: saved.draft.revision, by: 'house', now: clock.now, audit: audit('publish') });
    await desk.ctx.published.refresh();
  }

  async function restoreLogins(): Promise<void> {
    const expiresAt = clock.now + DAY;
    for (const role of roles) {
      const agent = AGENTS[role];
      await people.saveStaff({ id: `id-${role}`, login: `the-${role}`, name: role, role, passwordHash, disabled: false, ...(agent !== undefined && { agent }) });
      await people.openSession({ hash: hashToken(tokens[role] ?? ''), kind: 'staff', subject: `id-${role}`, createdAt: clock.now, expiresAt });
    }
    await desk.visitor.openSession(identity(openids[0] ?? ''), hashToken(tokens.visitor ?? ''));
    await people.saveApiKey({ id: 'key-1', site: 'shop', hash: hashToken(tokens.merchant ?? ''), name: 'key', createdAt: clock.now });
    await people.saveWebhook(hook);
    for (const site of ['shop', 'page']) await people.saveSiteSecrets({ site, hmacSecret: siteSecret });
  }

  async function comeAgain(): Promise<void> {
    for (const agent of Object.values(AGENTS)) await desk.agent.setStatus({ agent, status: 'online', by: agent, duty: true });
    const entries = ['vip', 'queue', 'leave', 'variant', 'vip'];
    for (const [i, openid] of openids.entries()) {
      const entry = entries[(i + turn) % entries.length] ?? 'vip';
      await control(`/visitors/${openid}/say`, { text: 'hello', wait: true });
      await desk.visitor.takeIn('contact', { kind: 'entered', key: `house:${turn}:${i}`, identity: identity(openid), at: clock.now, ticket: { entry, genuine: true } });
      await desk.visitor.takeIn('contact', { kind: 'said', key: `house:${turn}:${i}:said`, identity: identity(openid), at: clock.now, body: { kind: 'text', text: `hush ${i}` } });
      await desk.visitor.takeIn('contact', { kind: 'said', key: `house:${turn}:${i}:shown`, identity: identity(openid), at: clock.now, body: { kind: 'image', file } });
      await desk.ctx.background.settled();
    }
  }

  async function lookAround(): Promise<void> {
    const conversations = await records.conversations.list({ limit: 30 });
    const visitors = await people.visitors({ limit: 12 });
    const draft = await config.draft();
    const now = draft?.config ?? shop;
    const self = await people.visitorKnownAs(identity(openids[0] ?? ''));
    Object.assign(pools, {
      own: self === undefined ? [] : (await records.conversations.list({ visitor: self, limit: 3 })).map(({ id }) => id),
      conversations: conversations.map(({ id }) => id), visitors: visitors.map(({ id }) => id), openids,
      'left-messages': (await people.leftMessages({ limit: 10 })).map(({ conversation }) => conversation),
      deliveries: (await records.outbox.list({ states: STATES, limit: 30 })).map(({ id }) => id), webhooks: (await people.webhooks()).map(({ id }) => id),
      staff: (await people.staff()).map(({ id }) => id), logins: roles.map((role) => `the-${role}`), apiKeys: (await people.apiKeys('shop')).map(({ id }) => id),
      versions: (await config.versions(10)).map(({ version }) => String(version)), sessions: (await people.sessionsOf('staff', 'id-admin')).map(({ hash }) => hash.slice(0, 16)),
      entries: now.entries.map(({ key }) => key), agents: now.agents.map(({ key }) => key), groups: now.groups.map(({ key }) => key), hours: now.hours.map(({ key }) => key),
      sites: now.sites.map(({ key }) => key), texts: ['greeting', 'joined', 'nope'], accounts, files: [file, 'f'.repeat(64)],
    });
    pools.ids = Object.values(pools).flat();
    for (const name of ['agents', 'groups', 'entries']) {
      said[`!csv.${name}`] = (await house.http.inject({ url: `/api/ops/export/${name}.csv`, headers: headers('admin') })).body;
    }
    const [visitor] = visitors;
    const invitation = visitor && house.platforms.contact?.invite(shop.entries[0] ?? now.entries[0] ?? nobody(), visitor.id, clock.now);
    said.ticket = invitation?.kind === 'contact' ? invitation.sessionFrom : '';
  }

  function nobody(): never {
    throw new Error('the shop has no entry');
  }

  const signs: People['signs'] = (said) => merchantSigns(siteSecret, { ...said, exp: Math.floor(clock.now / 1000) + 600 });

  function headers(caller: Caller): Record<string, string> {
    if (caller === 'nobody' || caller === 'platform') return {};
    if (caller === 'forged') return turn % 2 === 0 ? { authorization: `Bearer ${tokenOf(`forged-${turn}`)}` } : { authorization: 'Basic YTpi', cookie: `zhida_session=${tokenOf('x')}` };
    // Every other time as a browser sends it.
    return turn % 2 === 0 || caller === 'visitor' || caller === 'merchant' ? { authorization: `Bearer ${tokens[caller] ?? ''}` } : { cookie: `zhida_session=${tokens[caller] ?? ''}`, [csrfHeader]: '1' };
  }

  return {
    openids,
    secrets: new Set([
      ...Object.values(SECRETS), ...Object.values(tokens), ...Object.values(tokens).map(hashToken), PASSWORD, passwordHash, hook.secret, siteSecret,
    ]),
    headers, signs,
    async refresh() {
      turn += 1;
      await restoreShop();
      await restoreLogins();
      await comeAgain();
      await house.work();
      await lookAround();
    },
    async fill(path) {
      const place = /([^/]+)\/\{key\}/.exec(path)?.[1] ?? 'entries';
      const order = /([^/]+)\/order$/.exec(path)?.[1] ?? 'entries';
      const revision = (await config.draft())?.revision ?? (await config.published())?.revision ?? 0;
      const code = path === '/api/visitor/login' ? textOf((await control(`/visitors/${openids[0] ?? ''}/login`)).code) : 'code';
      const { payload, signature } = signs({ facts: { level: 'gold', ownerAgent: 'wang' }, subject: 'hush-user' });
      const of = (pool: string, number: number): string => { const all = pools[pool] ?? pools.ids ?? []; return all[number % Math.max(1, all.length)] ?? 'none'; };
      const known: Record<string, string> = {
        code, password: PASSWORD, payload, signature, key: of(place, turn), ticket: said.ticket ?? '', '!revision': String(revision), '!config': JSON.stringify(shop), '!keys': JSON.stringify(pools[order] ?? []),
        '!seconds': String(Math.floor(clock.now / 1000)),
      };
      return (text) => text.replace(/"?~~([^~]*)~~"?/g, (whole, name: string) => {
        const pool = name.replace(/\.\d+$/, '');
        const value = known[name] ?? known[pool] ?? said[name] ?? (name.startsWith('!') ? name.slice(1).replaceAll('\\"', '"') : undefined) ?? of(pool, Number(/\d+$/.exec(name)?.[0] ?? 0));
        return name.startsWith('!') ? value : whole.replace(/~~[^~]*~~/, () => value);
      });
    },
  };
}
