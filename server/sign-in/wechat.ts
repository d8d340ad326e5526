import { wechatCode } from '../wechat/errcodes';
import type { MiniProgram } from '../wechat/mini-program';
import type { SignedIn, SignIn } from './sign-in';

const BUSY = -1;
const TOO_OFTEN = 45011;

/** Login codes of wx.login: one use, five minutes. The session key is dropped at once; nothing here is decrypted. */
export function createWechatSignIn({ appId, client }: { appId: string; client: Pick<MiniProgram, 'codeToSession'> }): SignIn {
  async function ask(code: string, again: boolean): Promise<SignedIn> {
    const result = await client.codeToSession(code);
    if (result.ok) return { kind: 'identity', identity: { provider: 'wechat', account: appId, subject: result.body.openid } };
    if (result.kind !== 'platform') return { kind: 'unavailable', why: result.why };
    if (result.code === BUSY) return again ? ask(code, false) : { kind: 'unavailable', why: 'busy' };
    if (result.code === TOO_OFTEN) return { kind: 'refused', why: 'too-often', retryAfterSeconds: 60 };
    const { reaction } = wechatCode(result.code);
    return reaction.do === 'config' ? { kind: 'unavailable', why: `config:${result.code}` } : { kind: 'refused', why: `code:${result.code}` };
  }
  return { visitor: (code) => ask(code, true) };
}
