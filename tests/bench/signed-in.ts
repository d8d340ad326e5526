import { createHash, randomBytes } from 'node:crypto';
import type { Records } from '../../server/stores/records';
import { wechatApp } from '../journeys/shop';

const DAY = 86_400_000;

const newId = (): string => randomBytes(16).toString('hex');

/** Opens a session as a login would; answers its token. */
async function openSession(records: Records, whose: { kind: 'visitor' | 'staff'; subject: string; account?: string }): Promise<string> {
  const now = Date.now();
  const token = randomBytes(32).toString('base64url');
  await records.people.openSession({ ...whose, hash: createHash('sha256').update(token).digest('hex'), createdAt: now, expiresAt: now + DAY });
  return token;
}

/** Visitors who are signed in; answers their tokens. */
export const signInVisitors = (records: Records, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, async (_, index) => {
    const visitor = await records.people.visitor({ provider: 'wechat', account: wechatApp.appid, subject: `openid-${index}` }, newId(), Date.now());
    return openSession(records, { kind: 'visitor', subject: visitor.id, account: wechatApp.appid });
  }));

/** Each of these agents at his workbench; answers their tokens by agent. */
export const signInAgents = async (records: Records, agents: readonly string[]): Promise<Record<string, string>> =>
  Object.fromEntries(await Promise.all(agents.map(async (agent) => {
    const id = newId();
    await records.people.saveStaff({ id, login: agent, name: agent, role: 'agent', agent, disabled: false });
    return [agent, await openSession(records, { kind: 'staff', subject: id })] as const;
  })));
