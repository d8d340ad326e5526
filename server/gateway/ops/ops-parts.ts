import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../desk/actor';
import type { Desk } from '../../desk/desk';
import type { Refused } from '../../desk/refused';
import type { Gate } from '../auth/gate';
import { refuse, retryAfter } from '../refuse';

export interface OpsParts {
  desk: Pick<Desk, 'ops' | 'attempts'>;
  gate: Gate;
  randomBytes(size: number): Uint8Array;
}

export const security = [{ token: [] }, { cookie: [] }];

/** Who asks, for the audit; on a route behind the gate. */
export function actorOf(gate: Gate, request: FastifyRequest): Actor {
  const { login, role, agent } = gate.staff(request).person;
  return { by: login, role, ip: request.ip, ...(agent !== undefined && { agent }) };
}

/** Answers what the desk would not do. */
export function refuseDone(request: FastifyRequest, reply: FastifyReply, { code, detail, retryAfterMs }: Refused): FastifyReply {
  if (retryAfterMs !== undefined) retryAfter(reply, retryAfterMs / 1000);
  return refuse(request, reply, code, detail);
}
