import { createWecomAppChannel } from '../../../server/agent-channels/wecom-app/wecom-app';
import type { OpsWords } from '../../../server/wechat/call-verdict';
import { createHttp } from '../../../server/wechat/http';
import { createTokenKeeper, wecomTokenSource } from '../../../server/wechat/token';
import { createWecomApp } from '../../../server/wechat/wecom-app';
import { createTokenCalls, WECOM_DEAD_TOKEN } from '../../../server/wechat/with-token';
import { json, startPlatform, type Answer } from '../../wechat/platform-server';
import { memoryTokenStore } from '../../wechat/token-store';

export const corpId = 'ww0123456789abcdef';
export const noon = 1_760_000_100_000;
export const SEND = '/cgi-bin/message/send';
export const UPLOAD = '/cgi-bin/media/upload';

export const code = (errcode: number, more: object = {}): Answer => (_seen, response) => json(response, { errcode, errmsg: 'no', ...more });
export const ok = (more: object = {}) => code(0, { msgid: 'M', ...more });
export const cutOff: Answer = (_seen, response) => { response.destroy(); };

/** The agents' channel with the real client, over HTTP, against a platform that answers as scripted: one answer per call, then the last again. */
export async function startAgentDesk(options: { duplicateCheck?: boolean } = {}) {
  const script = new Map<string, Answer[]>();
  const alarms: OpsWords[] = [];
  let time = noon;
  let uploads = 0;
  const now = () => time;
  const server = await startPlatform((seen, response) => {
    if (seen.path === '/cgi-bin/gettoken') return json(response, { errcode: 0, access_token: 'T', expires_in: 7200 });
    const answers = script.get(seen.path) ?? [];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer !== undefined) return answer(seen, response);
    if (seen.path !== UPLOAD) return ok()(seen, response);
    uploads += 1;
    return json(response, { errcode: 0, type: 'image', media_id: `media-${uploads}`, created_at: '1' });
  });
  const http = createHttp({ baseUrl: server.baseUrl, now, timeLimitMs: 5_000 });
  const keeper = createTokenKeeper({ source: wecomTokenSource(http, corpId, '1000002', 'S'), store: memoryTokenStore(now), now, wait: async () => undefined, random: () => 0 });
  const app = createWecomApp({ calls: createTokenCalls(http, keeper, WECOM_DEAD_TOKEN), agentId: 1_000_002 });
  const calls = (path: string) => server.seen.filter((seen) => seen.path === path);

  return {
    app, alarms, calls,
    channel: createWecomAppChannel({ app, corpId, now, alarm: (words) => alarms.push(words), ...options }),
    sent: () => calls(SEND).map((seen) => JSON.parse(seen.body) as Record<string, unknown>),
    answer: (path: string, ...answers: Answer[]) => { script.set(path, answers); },
    pass: (ms: number) => { time += ms; },
    async stop() {
      http.close();
      await server.close();
    },
  };
}

export type AgentDesk = Awaited<ReturnType<typeof startAgentDesk>>;
