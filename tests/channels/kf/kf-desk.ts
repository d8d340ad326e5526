import type { KfAlarm } from '../../../server/channels/kf/call-outcome';
import { createKfChannel, type KfOptions } from '../../../server/channels/kf/kf';
import { createTickets } from '../../../server/channels/ticket';
import type { CallResult } from '../../../server/wechat/answer';
import type { PlatformCall } from '../../../server/wechat/http';
import { createWecomKf } from '../../../server/wechat/wecom-kf';
import type { TokenCalls } from '../../../server/wechat/with-token';

export const account = 'wkAAAAAAAABBBBBBBBBBCCCCCCCCCCDD';
export const subject = 'wmAAAAAAAABBBBBBBBBBCCCCCCCCCCDD';
export const identity = { provider: 'wecom-kf', account, subject };
export const noon = 1_700_000_100_000;
export const visitor = '00112233445566778899aabbccddeeff';
export const delivery = 'ffeeddccbbaa99887766554433221100';
export const tickets = createTickets('a secret nobody knows');

export const ok = (body: object = {}): CallResult => ({ ok: true, body: { errcode: 0, errmsg: 'ok', ...body } });
export const code = (errcode: number): CallResult => ({ ok: false, kind: 'platform', code: errcode, message: '' });
export const cutOff: CallResult = { ok: false, kind: 'unknown', why: 'time limit' };
export const noWay: CallResult = { ok: false, kind: 'not-sent', why: 'ECONNREFUSED' };
export const inState = (service_state: number, servicer_userid?: string): CallResult => ok({ service_state, ...(servicer_userid !== undefined && { servicer_userid }) });

/** A kf channel with the real client over calls that are answered as scripted: one answer per call, then the last again. */
export function openKf(options: Partial<KfOptions> = {}) {
  const script = new Map<string, CallResult[]>();
  const seen: PlatformCall[] = [];
  const alarms: KfAlarm[] = [];
  let uploads = 0;
  const calls: TokenCalls = {
    async call(call) {
      seen.push(call);
      const path = call.path.replace('/cgi-bin/', '');
      const answers = script.get(path) ?? [];
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer !== undefined) return answer;
      if (path !== 'media/upload') return ok();
      uploads += 1;
      return ok({ media_id: `media-${uploads}`, created_at: '1' });
    },
    async download(call, maxBytes) {
      seen.push(call);
      if (call.query?.media_id !== 'known') return { ok: false, kind: 'platform', code: 40007, message: '' };
      return maxBytes < 3 ? { ok: false, kind: 'too-large', maxBytes } : { ok: true, body: { bytes: Buffer.from('abc'), contentType: 'image/png' } };
    },
  };
  const client = createWecomKf({ calls });
  const channel = createKfChannel({ client, corpId: 'ww1', tickets, now: () => noon, alarm: (alarm) => alarms.push(alarm), ...options });
  const { native, appoint } = channel;
  if (native === undefined || appoint === undefined) throw new Error('a kf channel has both');
  const bodies = (path: string): unknown[] => seen.filter((call) => call.path === `/cgi-bin/${path}`).map((call) => call.json);

  return {
    channel, native, appoint, client, alarms, seen, bodies,
    answer: (path: string, ...answers: CallResult[]) => { script.set(path, answers); },
    sent: () => bodies('kf/send_msg'),
    paths: () => seen.map((call) => call.path.replace('/cgi-bin/', '')),
  };
}

export type KfDesk = ReturnType<typeof openKf>;
