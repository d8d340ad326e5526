import type { FastifyRequest } from 'fastify';
import type { Desk } from '../../desk/desk';
import { createRecent } from '../../desk/recent';
import { bearerOf, hashToken } from '../tokens';

export type VisitorSession = NonNullable<Awaited<ReturnType<Desk['visitor']['session']>>>;

/** Whose request it is. A phone asks every few seconds, so what was found holds for a moment. */
export interface VisitorSessions {
  of(request: FastifyRequest): VisitorSession | undefined | Promise<VisitorSession | undefined>;
}

const HOLDS_MS = 30_000;
const MOST = 10_000;

export function createVisitorSessions(desk: Pick<Desk, 'visitor'>, now: () => number): VisitorSessions {
  const known = createRecent<string, { session: VisitorSession; until: number }>(MOST);

  async function find(token: string): Promise<VisitorSession | undefined> {
    const session = await desk.visitor.session(hashToken(token));
    if (session) known.set(token, { session, until: Math.min(now() + HOLDS_MS, session.expiresAt) });
    return session;
  }

  return {
    of(request) {
      const token = bearerOf(request);
      if (token === undefined) return undefined;
      const found = known.get(token);
      return found && found.until > now() ? found.session : find(token);
    },
  };
}
