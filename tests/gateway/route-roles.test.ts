import { Type } from '@sinclair/typebox';
import { roles } from '../../shared/permissions';
import { agent, entry, toAgent } from '../desk/floor';
import { signedIn } from './agent-page';
import { bearer, openHouse, read, type House } from './house';
import { callerWith } from './staff-of';

/** Before anybody has signed in. */
const open = ['GET /api/auth/session', 'GET /api/auth/wecom', 'GET /api/auth/wecom/callback', 'POST /api/auth/login'];

/** Who may ask for what: each route of the staff's API by the roles it is for. Whoever adds a route says here for whom. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'admin ops supervisor agent': [
    'GET /api/auth/me', 'POST /api/auth/logout', 'GET /api/auth/sessions', 'DELETE /api/auth/sessions/{id}', 'POST /api/auth/password', 'GET /api/auth/second-factor',
    'POST /api/auth/second-factor/begin', 'POST /api/auth/second-factor/confirm', 'POST /api/auth/second-factor/off',
  ],
  'admin supervisor agent': [
    'GET /api/agent/status', 'POST /api/agent/status', 'POST /api/agent/resume', 'GET /api/agent/colleagues', 'GET /api/agent/canned-replies',
    'PUT /api/agent/canned-replies/{id}', 'DELETE /api/agent/canned-replies/{id}', 'GET /api/agent/conversations', 'GET /api/agent/queue',
    'GET /api/agent/conversations/{id}', 'GET /api/agent/conversations/{id}/messages', 'POST /api/agent/conversations/{id}/messages',
    'POST /api/agent/conversations/{id}/notes', 'POST /api/agent/conversations/{id}/take', 'POST /api/agent/next',
    'POST /api/agent/conversations/{id}/transfer', 'POST /api/agent/conversations/{id}/transfer-answer', 'POST /api/agent/conversations/{id}/survey',
    'POST /api/agent/conversations/{id}/hand-back', 'POST /api/agent/conversations/{id}/messages/{seq}/resend', 'POST /api/agent/conversations/{id}/end', 'GET /api/agent/conversations/{id}/files/{seq}',
    'POST /api/agent/files', 'GET /api/agent/search',
    'GET /api/agent/tags', 'POST /api/agent/conversations/{id}/messages/{seq}/recall', 'PUT /api/agent/conversations/{id}/tags',
  ],
  'admin supervisor': [
    'GET /api/agent/others', 'POST /api/ops/conversations/{id}/take-over', 'POST /api/ops/conversations/{id}/pass-on',
    'POST /api/ops/conversations/{id}/end',
  ],
  'admin ops supervisor': [
    'GET /api/ops/draft', 'GET /api/ops/draft/lint', 'GET /api/ops/draft/diff', 'GET /api/ops/settings', 'GET /api/ops/texts',
    'GET /api/ops/entries', 'GET /api/ops/entries/{key}', 'GET /api/ops/agents', 'GET /api/ops/agents/{key}', 'GET /api/ops/groups',
    'GET /api/ops/groups/{key}', 'GET /api/ops/hours', 'GET /api/ops/hours/{key}', 'GET /api/ops/sites', 'GET /api/ops/sites/{key}',
    'GET /api/ops/versions', 'POST /api/ops/preview', 'GET /api/ops/replay', 'GET /api/ops/export', 'GET /api/ops/export/agents.csv',
    'GET /api/ops/export/groups.csv', 'GET /api/ops/export/entries.csv', 'GET /api/ops/kf/accounts', 'GET /api/ops/kf/accounts/{account}/receivers',
    'GET /api/ops/board', 'GET /api/ops/home', 'GET /api/ops/conversations', 'GET /api/ops/conversations/{id}', 'GET /api/ops/conversations/{id}/files/{seq}',
    'GET /api/ops/reports', 'GET /api/ops/reports.csv', 'GET /api/ops/receipts', 'GET /api/ops/left-messages',
    'POST /api/ops/left-messages/{id}/follow-up', 'POST /api/ops/agents/{key}/force-offline', 'POST /api/ops/agents/{key}/resume',
    'GET /api/ops/deliveries', 'POST /api/ops/deliveries/{id}/resend', 'GET /api/ops/visitors', 'GET /api/ops/visitors/{id}', 'GET /api/ops/visitors/{id}/log',
    'PUT /api/ops/visitors/{id}/facts', 'GET /api/ops/canned-replies', 'PUT /api/ops/canned-replies/{id}', 'DELETE /api/ops/canned-replies/{id}',
    'GET /api/ops/export/canned-replies.csv', 'POST /api/ops/import/canned-replies.csv',
  ],
  'admin ops': [
    'DELETE /api/ops/draft', 'PUT /api/ops/settings', 'PUT /api/ops/texts/{key}', 'DELETE /api/ops/texts/{key}', 'PUT /api/ops/entries/{key}',
    'PATCH /api/ops/entries/{key}', 'DELETE /api/ops/entries/{key}', 'POST /api/ops/entries/order', 'PUT /api/ops/agents/{key}',
    'PATCH /api/ops/agents/{key}', 'DELETE /api/ops/agents/{key}', 'POST /api/ops/agents/order', 'PUT /api/ops/groups/{key}',
    'PATCH /api/ops/groups/{key}', 'DELETE /api/ops/groups/{key}', 'POST /api/ops/groups/order', 'PUT /api/ops/hours/{key}',
    'PATCH /api/ops/hours/{key}', 'DELETE /api/ops/hours/{key}', 'POST /api/ops/hours/order', 'PUT /api/ops/sites/{key}',
    'PATCH /api/ops/sites/{key}', 'DELETE /api/ops/sites/{key}', 'POST /api/ops/sites/order', 'POST /api/ops/agents/sync/preview',
    'POST /api/ops/agents/sync/apply', 'POST /api/ops/publish', 'DELETE /api/ops/schedule', 'POST /api/ops/roll-back',
    'POST /api/ops/versions/{version}/restore', 'POST /api/ops/import', 'POST /api/ops/import/agents.csv', 'POST /api/ops/import/groups.csv',
    'POST /api/ops/import/entries.csv', 'POST /api/ops/kf/entries/{key}/link', 'POST /api/ops/kf/accounts/{account}/receivers',
    'POST /api/ops/kf/accounts/{account}/receivers/remove', 'GET /api/ops/audits',
  ],
  'admin': [
    'DELETE /api/ops/visitors/{id}', 'POST /api/ops/visitors/{id}/export', 'POST /api/ops/retention/run', 'GET /api/ops/webhooks',
    'POST /api/ops/webhooks', 'PUT /api/ops/webhooks/{id}', 'DELETE /api/ops/webhooks/{id}', 'POST /api/ops/webhooks/{id}/secret',
    'POST /api/ops/webhooks/{id}/test', 'GET /api/ops/sites/{key}/access', 'POST /api/ops/sites/{key}/api-keys',
    'DELETE /api/ops/sites/{key}/api-keys/{id}', 'POST /api/ops/sites/{key}/secret', 'GET /api/ops/staff', 'POST /api/ops/staff',
    'PUT /api/ops/staff/{id}', 'POST /api/ops/staff/{id}/password', 'POST /api/ops/staff/{id}/second-factor/reset',
  ],
};

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
const isMethod = (text: string): text is Method => ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].includes(text);
const Described = Type.Object({ paths: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())) });
const Refusal = Type.Object({ code: Type.String() });

let house: House;
beforeAll(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] });
});
afterAll(() => house.close());

/** As the API's own description names them. */
async function staffRoutes(): Promise<string[]> {
  const { paths } = read(Described, await house.http.inject('/docs/json'));
  return Object.entries(paths)
    .filter(([path]) => /^\/api\/(agent|ops|auth)\//.test(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
}

test('every route of the staff’s API says here whom it is for, and none is named that is not there', async () => {
  expect([...Object.values(expected).flat(), ...open].sort()).toEqual((await staffRoutes()).sort());
});

test.each(roles)('%s may what is for him, and nothing else', async (role) => {
  for (const [holders, routes] of Object.entries(expected)) {
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      if (!isMethod(method)) throw new Error(`a route of no known method: ${route}`);
      // Anew for each: some of them end it.
      const headers = bearer(await signedIn(house, `the-${role}`, role, 'li'));
      const url = path.replace(/\{[^}]+\}/g, 'none');
      const answer = method === 'GET' ? await callerWith(house, headers).get(url) : await callerWith(house, headers).send(method, url);
      const isRefused = answer.statusCode === 403 && read(Refusal, answer).code === 'not-allowed';
      expect([route, isRefused, answer.statusCode === 401, answer.statusCode >= 500]).toEqual([route, !holders.split(' ').includes(role), false, false]);
    }
  }
}, 60_000);
