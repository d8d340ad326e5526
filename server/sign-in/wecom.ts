import { callVerdict, type OpsWords } from '../wechat/call-verdict';
import type { WecomApp } from '../wechat/wecom-app';
import type { SignedIn, StaffSignIn } from './sign-in';

export interface WecomSignInOptions {
  readonly app: Pick<WecomApp, 'whoSignedIn'>;
  readonly corpId: string;
  readonly agentId: number;
  /** The page inside WeCom's own client. */
  readonly oauthUrl: string;
  /** The page with the QR code, for browsers. */
  readonly qrUrl: string;
  readonly alarm?: (words: OpsWords) => void;
}

/** WeCom's client says so in its User-Agent, on phones and on computers. */
const INSIDE = /\bwxwork\b/i;

/**
 * Members of the corp, by OAuth inside WeCom and by QR code in a browser. WeCom: both give a code that works once, within
 * 5 minutes, so after an ambiguous failure he starts again; whoever is no member gets an openid instead of a userid.
 */
export function createWecomSignIn({ app, corpId, agentId, oauthUrl, qrUrl, alarm }: WecomSignInOptions): StaffSignIn {
  return {
    page({ userAgent, back, state, language }) {
      const common = { appid: corpId, agentid: String(agentId), redirect_uri: back, state };
      if (!INSIDE.test(userAgent)) return addressWith(qrUrl, { login_type: 'CorpApp', ...common, lang: language });
      return `${addressWith(oauthUrl, { ...common, response_type: 'code', scope: 'snsapi_base' })}#wechat_redirect`;
    },

    async staff(code): Promise<SignedIn> {
      const result = await app.whoSignedIn(code);
      if (result.ok) {
        const who = result.body;
        return who.kind === 'member' ? { kind: 'identity', identity: { provider: 'wecom', account: corpId, subject: who.userid } } : { kind: 'refused', why: 'outsider' };
      }
      const verdict = callVerdict('wecom', result, 0);
      if (verdict.kind === 'refused') return { kind: 'refused', why: verdict.why };
      if (verdict.kind === 'later' && verdict.ops !== undefined) alarm?.(verdict.ops);
      return { kind: 'unavailable', why: verdict.kind === 'harmless' ? 'no-answer' : verdict.why };
    },
  };
}

function addressWith(base: string, query: Readonly<Record<string, string>>): string {
  return `${base}${base.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}`;
}
