import { createContactChannel, type ContactOptions } from '../../../server/channels/contact/contact';
import type { OpsWords } from '../../../server/wechat/call-verdict';
import { createTickets } from '../../../server/channels/ticket';
import { createHttp } from '../../../server/wechat/http';
import { createMiniProgram } from '../../../server/wechat/mini-program';
import { createTokenKeeper, wechatTokenSource } from '../../../server/wechat/token';
import { createTokenCalls, WECHAT_DEAD_TOKEN } from '../../../server/wechat/with-token';
import { json, startPlatform, type Answer, type Seen } from '../../wechat/platform-server';
import { memoryTokenStore } from '../../wechat/token-store';

export const appId = 'wx0123456789abcdef';
export const openid = 'oVisitor-1';
export const identity = { provider: 'wechat', account: appId, subject: openid };
export const noon = 1_760_000_100_000;
export const visitor = '00112233445566778899aabbccddeeff';
export const tickets = createTickets('a secret nobody knows');

export const code = (errcode: number): Answer => (_seen, response) => json(response, { errcode, errmsg: `no rid: aaaaaaaa-bbbbbbbb-cccccccc` });
export const ok = code(0);
export const cutOff: Answer = (_seen, response) => { response.destroy(); };

/** A contact channel with the real client, over HTTP, against a platform that answers as scripted: one answer per call, then the last again. */
export async function startContact(options: Partial<ContactOptions> = {}) {
  const script = new Map<string, Answer[]>();
  const alarms: OpsWords[] = [];
  let time = noon;
  let uploads = 0;
  const now = () => time;
  const upload: Answer = (_seen, response) => {
    uploads += 1;
    json(response, { type: 'image', media_id: `media-${uploads}`, created_at: 1 });
  };
  const server = await startPlatform((seen, response) => {
    if (seen.path === '/cgi-bin/stable_token') return json(response, { access_token: 'T', expires_in: 7200 });
    const answers = script.get(seen.path) ?? [];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return (answer ?? (seen.path === '/cgi-bin/media/upload' ? upload : ok))(seen, response);
  });
  const http = createHttp({ baseUrl: server.baseUrl, now, timeLimitMs: 5_000 });
  const keeper = createTokenKeeper({ source: wechatTokenSource(http, appId, 'S'), store: memoryTokenStore(now), now, wait: async () => undefined, random: () => 0 });
  const client = createMiniProgram({ http, calls: createTokenCalls(http, keeper, WECHAT_DEAD_TOKEN), appId, secret: 'S' });
  const channel = createContactChannel({ appId, client, tickets, now, alarm: (alarm) => alarms.push(alarm), ...options });
  const calls = (path: string): Seen[] => server.seen.filter((seen) => seen.path === path);

  return {
    channel, alarms, calls, upload,
    sent: () => calls('/cgi-bin/message/custom/send').map((seen) => JSON.parse(seen.body) as unknown),
    answer: (path: string, ...answers: Answer[]) => { script.set(path, answers); },
    answerSends: (...answers: Answer[]) => { script.set('/cgi-bin/message/custom/send', answers); },
    pass: (ms: number) => { time += ms; },
    /** The platform's address no longer takes connections. */
    goDown: () => server.close(),
    async stop() {
      http.close();
      await server.close();
    },
  };
}

export type ContactDesk = Awaited<ReturnType<typeof startContact>>;
