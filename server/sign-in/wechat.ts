import { callVerdict, type OpsWords } from '../wechat/call-verdict';
import type { CallResult } from '../wechat/answer';
import type { CodeSession, MiniProgram } from '../wechat/mini-program';
import type { SignedIn, SignIn } from './sign-in';

export interface WechatSignInOptions {
  readonly appId: string;
  readonly client: Pick<MiniProgram, 'codeToSession'>;
  readonly alarm?: (words: OpsWords) => void;
}

/** WeChat is busy; the code was not used up. */
const BUSY = -1;

/**
 * Visitors of one mini-program, by the code of wx.login. WeChat: a code lives 5 minutes and works once, so after an
 * ambiguous failure the phone asks for a new one. Of the answer only the openid is kept: nothing is decrypted here, so
 * the session key is not needed.
 */
export function createWechatSignIn({ appId, client, alarm }: WechatSignInOptions): SignIn {
  async function redeem(code: string): Promise<CallResult<CodeSession>> {
    const first = await client.codeToSession(code);
    return !first.ok && first.kind === 'platform' && first.code === BUSY ? client.codeToSession(code) : first;
  }

  return {
    async visitor(code): Promise<SignedIn> {
      const result = await redeem(code);
      if (result.ok) return { kind: 'identity', identity: { provider: 'wechat', account: appId, subject: result.body.openid } };
      const verdict = callVerdict('wechat', result, 0);
      switch (verdict.kind) {
        case 'refused':
          return { kind: 'refused', why: verdict.why };
        case 'later':
          if (verdict.ops !== undefined) alarm?.(verdict.ops);
          // Too many for this minute is the caller's business, everything else ours or WeChat's.
          return verdict.why.startsWith('rate:')
            ? { kind: 'refused', why: verdict.why, retryAfterSeconds: Math.ceil(verdict.afterMs / 1000) }
            : { kind: 'unavailable', why: verdict.why };
        case 'unknown':
          return { kind: 'unavailable', why: verdict.why };
        case 'harmless':
          return { kind: 'unavailable', why: 'no-answer' };
      }
    },
  };
}
