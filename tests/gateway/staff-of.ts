import type { Role } from '../../shared/permissions';
import { hashToken, makeToken } from '../../server/gateway/tokens';
import { Type } from '@sinclair/typebox';
import { AuditsAnswer } from '../../shared/http/ops-look-up';
import { bearer, read, type House } from './house';

export interface Caller {
  get(url: string): Promise<Answer>;
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object): Promise<Answer>;
  csv(url: string, text: string): Promise<Answer>;
  form(url: string, headers: Record<string, string>, payload: Buffer): Promise<Answer>;
}
export type Answer = Awaited<ReturnType<House['http']['inject']>>;

/** Somebody of the staff who is signed in, as a program calls. */
export async function staffOf(house: House, role: Role, agent?: string): Promise<Caller> {
  const login = `the-${role}`;
  const { people } = house.floor.records;
  await people.saveStaff({ id: login, login, name: login, role, disabled: false, ...(agent !== undefined && { agent }) });
  const token = makeToken((size) => Buffer.from(login.padEnd(size, '.')));
  await people.openSession({ hash: hashToken(token), kind: 'staff', subject: login, createdAt: 0, expiresAt: house.floor.clock.now + 86_400_000_000 });
  return callerWith(house, bearer(token));
}

export function callerWith(house: House, headers: Record<string, string>): Caller {
  return {
    get: (url) => house.http.inject({ url, headers }),
    send: (method, url, payload) => house.http.inject({ method, url, headers, ...(payload && { payload }) }),
    csv: (url, text) => house.http.inject({ method: 'POST', url, headers: { ...headers, 'content-type': 'text/csv' }, payload: text }),
    form: (url, more, payload) => house.http.inject({ method: 'POST', url, headers: { ...headers, ...more }, payload }),
  };
}

/** Status and code of a refusal. */
export const refusal = (answer: Answer): [number, string] => [answer.statusCode, read(Type.Object({ code: Type.String() }), answer).code];

/** What was done and audited, newest first, without the publications of the floor itself. */
export async function actions(caller: Caller): Promise<string[]> {
  const { audits } = read(AuditsAnswer, await caller.get('/api/ops/audits?limit=200'));
  return audits.filter((one) => one.by !== 'test').map((one) => `${one.action} ${one.object}`);
}
