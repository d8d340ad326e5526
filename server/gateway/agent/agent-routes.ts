import type { FastifyRequest } from 'fastify';
import type { Desk } from '../../desk/desk';
import type { Check, Gate } from '../auth/gate';

/** Who sits at the workbench, as the desk wants to know it. */
export type Asker = Parameters<Desk['workbench']['queue']>[0];

export interface AgentParts {
  desk: Pick<Desk, 'agent' | 'workbench' | 'canned' | 'attempts'>;
  gate: Gate;
  /** Milliseconds since 1970. */
  now(): number;
  randomBytes(size: number): Uint8Array;
}

/** What each of the workbench's routes stands on. */
export interface AgentRoutes extends AgentParts {
  /** For every route's `onRequest`: signed in, allowed to work, and an agent. */
  onRequest: Check[];
  asker(request: FastifyRequest): Asker;
}
