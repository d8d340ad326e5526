import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What a browser keeps between leaving for the platform's page and coming back: nobody else's browser can finish it. */
export interface BegunSignIn {
  state: string;
  /** Where he goes when he is in: a path of ours. */
  to: string;
}

const NAME = 'zhida_sign_in';
const FOUND = new RegExp(`(?:^|;\\s*)${NAME}=([a-f0-9]{32})\\.([0-9]{1,15})\\.([A-Za-z0-9_-]{1,600})\\.([A-Za-z0-9_-]{43})(?:;|$)`);
const PATH = '/api/auth/wecom';
/** WeCom's code lives 5 minutes from the scan; finding the phone takes some more. */
const LIFE_MS = 10 * 60_000;

export interface BegunSignIns {
  begin(reply: FastifyReply, begun: BegunSignIn): void;
  /** What this browser began with this `state`, if not too long ago; undefined for anything else. */
  resume(request: FastifyRequest, state: string): BegunSignIn | undefined;
  drop(reply: FastifyReply): void;
}

/** The cookie of a sign-in under way: signed, so that it works on every node and cannot be made up by a neighbouring site. */
export function createBegunSignIns({ secret, secure, now }: { secret: string; secure: boolean; now: () => number }): BegunSignIns {
  // A key of its own, so that nothing else signed with the same secret can pass for it.
  const key = createHmac('sha256', secret).update('zhida sign-in 1').digest();
  const macOf = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  const terms = `Path=${PATH}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

  return {
    begin(reply, { state, to }) {
      const text = `${state}.${now() + LIFE_MS}.${Buffer.from(to).toString('base64url')}`;
      reply.header('set-cookie', `${NAME}=${text}.${macOf(text)}; ${terms}; Max-Age=${LIFE_MS / 1000}`);
    },
    resume({ headers }, state) {
      const [, kept = '', until = '', to = '', mac = ''] = FOUND.exec(headers.cookie ?? '') ?? [];
      // Compared as written: base64 has several spellings of the same bytes.
      const given = Buffer.from(mac);
      const wanted = Buffer.from(macOf(`${kept}.${until}.${to}`));
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      if (kept !== state || Number(until) <= now()) return undefined;
      return { state, to: Buffer.from(to, 'base64url').toString('utf8') };
    },
    drop: (reply) => void reply.header('set-cookie', `${NAME}=; ${terms}; Max-Age=0`),
  };
}
