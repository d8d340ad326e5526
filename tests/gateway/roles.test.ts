import { Type } from '@sinclair/typebox';
import { may, permissions, permissionsOf, roles, type Role } from '../../shared/permissions';
import { hashToken, makeToken } from '../../server/gateway/tokens';
import { agent, entry, toAgent } from '../desk/floor';
import { bearer, openHouse, read, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] });
});
afterAll(() => house.close());

async function signIn(role: Role, agentKey?: string): Promise<Record<string, string>> {
  const login = `${role}-${agentKey ?? 'none'}`;
  await house.floor.records.people.saveStaff({ id: login, login, name: login, role, disabled: false, ...(agentKey !== undefined && { agent: agentKey }) });
  const token = makeToken((size) => Buffer.from(login.padEnd(size, '.')));
  await house.floor.records.people.openSession({ hash: hashToken(token), kind: 'staff', subject: login, createdAt: 0, expiresAt: house.floor.clock.now + 86_400_000 });
  return bearer(token);
}

/** Every route of the staff's API, with a harmless id in place of its parameters. */
async function staffRoutes(): Promise<{ method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'; url: string }[]> {
  const described = Type.Object({ paths: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())) });
  return Object.entries(read(described, await house.http.inject('/docs/json')).paths)
    .filter(([path]) => /^\/api\/(agent|ops|auth)\//.test(path) && !/^\/api\/auth\/(login$|session$|wecom(\/|$))/.test(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase() as 'GET', url: path.replace(/\{[^}]+\}/g, 'none') })));
}

test('nobody gets in without signing in, whatever he sends', async () => {
  const routes = await staffRoutes();
  expect(routes.length).toBeGreaterThan(15);
  for (const { method, url } of routes) {
    const answer = await house.http.inject({ method, url, ...(method !== 'GET' && { payload: { anything: 1 } }) });
    expect([method, url, answer.statusCode, answer.json().code]).toEqual([method, url, 401, 'login-needed']);
  }
});

test('the workbench is for agents: ops may not, and who is no agent may not', async () => {
  const expected: [Role, string | undefined, number][] = [['admin', 'li', 200], ['admin', undefined, 403], ['supervisor', 'li', 200], ['supervisor', undefined, 403], ['agent', 'li', 200], ['ops', 'li', 403], ['ops', undefined, 403]];
  for (const [role, key, status] of expected) {
    const headers = await signIn(role, key);
    for (const url of ['/api/agent/status', '/api/agent/conversations', '/api/agent/queue']) {
      expect([role, key, url, (await house.http.inject({ url, headers })).statusCode]).toEqual([role, key, url, status]);
    }
  }
});

test('everybody sees himself, with all he may do', async () => {
  for (const role of roles) {
    const me = await house.http.inject({ url: '/api/auth/me', headers: await signIn(role) });
    expect([me.statusCode, me.json().role, me.json().permissions]).toEqual([200, role, permissionsOf(role)]);
  }
});

test('the table: admin may everything, an agent only his own work', () => {
  expect(permissionsOf('admin')).toEqual(Object.keys(permissions));
  expect(permissionsOf('agent')).toEqual(['self', 'work']);
  expect([may('ops', 'config-write'), may('supervisor', 'config-write'), may('ops', 'supervise'), may('supervisor', 'supervise'), may('ops', 'staff')]).toEqual([true, false, false, true, false]);
});
