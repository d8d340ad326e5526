import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../../desk/desk';
import type { MerchantKey } from '../../desk/merchant-desk';
import { networkOf } from '../network-of';
import { refuse, refuseFor } from '../refuse';
import { bearerOf, hashToken } from '../tokens';

/** A shop that syncs all its members at once stays under it; a loop gone wild does not. */
const PER_KEY = { of: 'key', limit: 600, windowMs: 60_000 };
/** Wrong keys from one network. */
const WRONG = { of: 'wrong-key', limit: 30, windowMs: 60_000 };

export interface KeyGate {
  onRequest(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>;
  /** Whose request it is, behind `onRequest`. */
  of(request: FastifyRequest): MerchantKey;
}

/** Lets merchants' servers in by `Authorization: Bearer`; only the key's hash is looked up. */
export function createKeyGate({ ops: { siteAccess }, attempts }: Pick<Desk, 'ops' | 'attempts'>): KeyGate {
  const used = attempts(PER_KEY);
  const wrong = attempts(WRONG);
  const known = new WeakMap<FastifyRequest, MerchantKey>();
  return {
    async onRequest(request, reply) {
      const token = bearerOf(request);
      const key = token === undefined ? undefined : await siteAccess.byKey(hashToken(token));
      if (!key) {
        const wait = await wrong.take(networkOf(request.ip));
        return wait > 0 ? refuseFor(request, reply, 'too-many-requests', wait / 1000) : refuse(request, reply, 'login-needed');
      }
      const wait = await used.take(key.id);
      if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
      known.set(request, key);
      return undefined;
    },
    of(request) {
      const key = known.get(request);
      if (!key) throw new Error('a route asks whose key it is without letting anybody in first');
      return key;
    },
  };
}
