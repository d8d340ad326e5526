import { fieldsOf, routesOf, textOf, type Route } from './api';
import { drawMany } from './draw';
import type { HostileHouse } from './house';
import { jsonOf, judge } from './judge';
import { invitePeople, type People } from './people';
import { planRequest, sealPush, type Caller, type Planned } from './request';
import { planBytes, sendBytes } from './wire';

const BATCH = 75;
/** So that what is limited by the minute does not stay so. */
const STEP_MS = 300;
/** Where a secret is told to whoever may have it, once. */
const TELLING = /^\/api\/(visitor|auth)\/(web-)?login$|\/api-keys$|\/secret$|\/webhooks$/;
const PLACES: readonly Route[] = ['/', '/docs', '/docs/json', '/docs/static/{file}', '/widget.js', '/widget/chat.js', '/chat/{site}', '/nothing', '/ws/visitor', '/ws/agent'].map((path) => ({ method: 'GET', path, query: [], params: {} }));
/** What the server owes bytes it can read within this. */
const PATIENCE_MS = 5_000;

/** Requests against one house, and what is known of them afterwards. */
export interface Campaign {
  people: People;
  routes: readonly Route[];
  /** How many requests each kind of caller has sent. */
  sent: ReadonlyMap<Caller, number>;
  /** Statuses by route as `GET /path`. */
  statuses: ReadonlyMap<string, ReadonlySet<number>>;
  /** Secrets given out on the way. */
  told: ReadonlySet<string>;
  /** Sends that many requests of this seed; answers what went wrong, in words. */
  requests(seed: number, count: number): Promise<string[]>;
  /** The same with bytes on the wire. */
  bytes(seed: number, count: number): Promise<string[]>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
const isMethod = (text: string): text is Method => ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].includes(text);
const methodOf = (text: string): Method => (isMethod(text) ? text : 'GET');

/** Four at a time, so that they also meet. */
async function four<T>(all: T[], each: (one: T) => Promise<void>): Promise<void> {
  await Promise.all([1, 2, 3, 4].map(async () => {
    for (let next = all.shift(); next !== undefined; next = all.shift()) await each(next);
  }));
}

export async function startCampaign(house: HostileHouse): Promise<Campaign> {
  const people = await invitePeople(house);
  const routes = routesOf((await house.http.inject('/docs/json')).json());
  const told = new Set<string>();
  const sent = new Map<Caller, number>();
  const statuses = new Map<string, Set<number>>();
  const keep = (secret: string): void => { if (secret.length > 20) told.add(secret); };

  async function send(planned: Planned): Promise<string[]> {
    const { route, caller } = planned;
    house.clock.now += STEP_MS;
    const fill = await people.fill(route.path);
    const sealed = planned.push && sealPush(planned.push, fill(planned.push.text ?? ''), Math.floor(house.clock.now / 1000));
    const filled = sealed?.url ?? fill(planned.url);
    const url = filled.startsWith('/') ? filled : `/${filled}`;
    const body = sealed ? sealed.body : planned.body === undefined ? undefined : fill(planned.body);
    const headers = { ...people.headers(caller), ...planned.headers };
    const answer = await house.http.inject({ method: methodOf(planned.method), url, headers, ...(body !== undefined && { payload: body }) });
    sent.set(caller, (sent.get(caller) ?? 0) + 1);
    const key = `${route.method} ${route.path}`;
    statuses.set(key, (statuses.get(key) ?? new Set()).add(planned.method === route.method ? answer.statusCode : 0));
    const secrets = new Set([...people.secrets, ...told]);
    const found = judge({ status: answer.statusCode, headers: JSON.stringify(answer.headers), body: answer.body }, { method: planned.method, path: url.split('?', 1)[0] ?? '' }, secrets);
    if (TELLING.test(route.path) && answer.statusCode < 300) for (const name of ['token', 'key', 'secret']) keep(textOf(fieldsOf(jsonOf(answer.body))[name]));
    return found.map((fault) => `${caller}: ${planned.method} ${url.slice(0, 200)} ${(planned.push?.text ?? body ?? '').slice(0, 300)} → ${fault}`);
  }

  async function unwell(): Promise<string[]> {
    const answers = await Promise.all(['/healthz', '/readyz'].map((url) => house.http.inject(url)));
    return answers.filter(({ statusCode }) => statusCode !== 200).map(({ statusCode, body }) => `not well: ${statusCode} ${body}`);
  }

  return {
    people, routes, sent, statuses, told,
    async requests(seed, count) {
      const planned = drawMany(seed, count, (draw) => planRequest([...routes, ...PLACES], house.keys, draw));
      const faults: string[] = [];
      for (let from = 0; from < planned.length; from += BATCH) {
        await people.refresh();
        await four(planned.slice(from, from + BATCH), async (one) => { faults.push(...await send(one)); });
        faults.push(...await unwell());
      }
      return faults;
    },
    async bytes(seed, count) {
      await people.refresh();
      const token = people.headers('visitor').authorization?.slice(7) ?? '';
      const paths = [...routes, ...PLACES].map(({ path }) => path);
      const faults: string[] = [];
      await four(drawMany(seed, count, (draw) => planBytes(paths, token, draw)), async (one) => {
        const answer = await sendBytes(house.port, one, PATIENCE_MS);
        if (one.owed === 'none' || (one.owed === 'any' && (!answer || answer.body === ''))) return;
        const [method = ''] = one.pieces[0]?.split(' ', 1) ?? [];
        const found = answer ? judge(answer, { method, path: one.path }, people.secrets) : ['no answer'];
        faults.push(...found.map((fault) => `${JSON.stringify(one.pieces).slice(0, 300)} → ${fault}`));
      });
      return [...faults, ...await unwell()];
    },
  };
}

/** Lines of the log that hold what none may, and those that tell of a fault of ours. An alarm is none: nobody is at work here, and what is sent goes nowhere. */
export function badLines(house: HostileHouse, { people, told }: Campaign): string[] {
  const secrets = [...people.secrets, ...told, ...people.openids];
  const isFault = ({ level, alarm }: Record<string, unknown>): boolean => Number(level) >= 50 && alarm === undefined;
  return house.lines.filter((line) => /hush/i.test(line) || secrets.some((secret) => line.includes(secret)) || isFault(fieldsOf(jsonOf(line))));
}
