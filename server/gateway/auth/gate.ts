import type { FastifyReply, FastifyRequest } from 'fastify';
import { csrfHeader } from '../../../shared/csrf-header';
import { may, type Permission } from '../../../shared/permissions';
import type { Desk } from '../../desk/desk';
import { refuse } from '../refuse';
import { bearerOf, hashToken, isToken } from '../tokens';
import { cookieOf } from './cookie';

export type StaffSession = NonNullable<Awaited<ReturnType<Desk['staff']['find']>>>;
export type Check = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** Lets staff in: the one place that decides who may do what. */
export interface Gate {
  /** For a route's `onRequest`, so that nobody's body is read before he may send one. */
  allow(permission: Permission): Check;
  /** Who asks, if he is signed in; for a route that is open to everybody. */
  find(request: FastifyRequest): Promise<StaffSession | undefined>;
  /** Who asks, on a route behind `allow`. */
  staff(request: FastifyRequest): StaffSession;
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

export function createGate(desk: Pick<Desk, 'staff'>): Gate {
  const known = new WeakMap<FastifyRequest, StaffSession>();
  const find = async (request: FastifyRequest): Promise<StaffSession | undefined> => {
    const token = bearerOf(request) ?? cookieOf(request);
    return token !== undefined && isToken(token) ? desk.staff.find(hashToken(token)) : undefined;
  };
  return {
    find,
    allow: (permission) => async (request, reply) => {
      const session = await find(request);
      if (!session) return refuse(request, reply, 'login-needed');
      // A browser sends the cookie along with what other sites make it send, but never this header.
      if (bearerOf(request) === undefined && !READS.has(request.method) && !request.headers[csrfHeader]) return refuse(request, reply, 'origin-refused', { header: csrfHeader });
      if (!may(session.person.role, permission)) return refuse(request, reply, 'not-allowed');
      known.set(request, session);
      return undefined;
    },
    staff(request) {
      const session = known.get(request);
      if (!session) throw new Error('a route asks who it is without letting anybody in first');
      return session;
    },
  };
}
