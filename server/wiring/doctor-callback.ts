import type { ServerConfig, WecomSettings } from '../config';
import { createEnvelope } from '../wechat/crypto';
import { isRecord } from '../wechat/json';
import { sign } from '../wechat/signature';
import { bad, good, note, type Finding } from './finding';

export interface CallbackProbe {
  now(): number;
  randomBytes(size: number): Uint8Array;
  /** Default 5 s, after which WeCom itself gives up. */
  timeLimitMs?: number;
}

const TIME_LIMIT_MS = 5_000;
/** WeCom asks for the answer to its check within a second. */
const URL_CHECK_MS = 1_000;

/**
 * Checks the callback address as WeCom does on saving it: a signed, encrypted text that must come back in the clear. That proves
 * the running server has this Token and EncodingAESKey; whether WeCom's machines get through only saving it there can tell.
 */
export async function checkCallback({ publicUrl, wecom }: Pick<ServerConfig, 'publicUrl'> & { wecom?: Pick<WecomSettings, 'token' | 'aesKey' | 'corpId'> }, probe: CallbackProbe): Promise<Finding[]> {
  if (!wecom) return [];
  const address = `${publicUrl}/callbacks/wecom`;
  const echo = Buffer.from(probe.randomBytes(8)).toString('hex');
  const echostr = createEnvelope(wecom.aesKey, wecom.corpId).seal(echo, probe.randomBytes(16));
  const timestamp = String(Math.floor(probe.now() / 1000));
  const nonce = Buffer.from(probe.randomBytes(8)).toString('hex');
  const query = new URLSearchParams({ msg_signature: sign([wecom.token, timestamp, nonce, echostr]), timestamp, nonce, echostr });
  const began = probe.now();
  const answer = await ask(`${address}?${query.toString()}`, probe.timeLimitMs ?? TIME_LIMIT_MS);
  const ms = probe.now() - began;

  if ('why' in answer) {
    return [bad(`回调地址 ${address} 打不开（${answer.why}）。先启动服务，再检查 PUBLIC_URL、域名、证书和反向代理。`, `The callback address ${address} does not answer (${answer.why}). Start the server, then check PUBLIC_URL, the domain, its certificate and the proxy.`)];
  }
  if (answer.status !== 200 || answer.text !== echo) {
    return [bad(`回调地址 ${address} 没有通过验证（HTTP ${answer.status}）：运行中的服务用的 Token、EncodingAESKey 或 CorpID 与这里的设置不同，或者地址通到了别处。改完设置要重启服务。`, `The callback address ${address} failed the check (HTTP ${answer.status}): the running server has another Token, EncodingAESKey or corp id than these settings, or the address leads elsewhere. Restart the server after changing them.`)];
  }
  const findings = [good(`回调地址 ${address} 从这台机器能打开，并通过了与企业微信相同的验证（${ms} 毫秒）。`, `The callback address ${address} answers from this machine and passes the same check as WeCom’s (${ms} ms).`)];
  if (ms > URL_CHECK_MS) findings.push(note('企业微信要求 1 秒内答完验证；保存失败时再点一次保存。', 'WeCom wants this answer within 1 s; when saving fails, press save again.'));
  findings.push(note(
    '从里面看不到的：企业微信的服务器能不能访问这个地址、域名备案的主体是否相符、后台填的 Token 和 EncodingAESKey 是否一致。在应用的“接收消息”里点保存，企业微信会当场验证；再确认“微信客服消息和事件”已打开。',
    'What cannot be seen from inside: whether WeCom’s servers reach this address, whether the domain’s registration suits, and whether the console holds the same Token and EncodingAESKey. Saving 接收消息 in the application lets WeCom check on the spot; see that 微信客服消息和事件 is on.',
  ));
  return findings;
}

async function ask(url: string, timeLimitMs: number): Promise<{ status: number; text: string } | { why: string }> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeLimitMs) });
    return { status: response.status, text: (await response.text()).slice(0, 1_000) };
  } catch (error) {
    return { why: whyOf(error) };
  }
}

/** The network's own code; never the address, which is signed. */
function whyOf(error: unknown): string {
  const cause = isRecord(error) ? error.cause : undefined;
  const code = isRecord(cause) ? cause.code : undefined;
  if (typeof code === 'string') return code;
  return isRecord(error) && typeof error.name === 'string' ? error.name : 'unknown';
}
