import type { Static } from '@sinclair/typebox';
import type { BoardAnswer } from '../../../shared/http/ops-look-up';
import type { Send } from '../../frame/api/send';

export type Board = Static<typeof BoardAnswer>;
export type BoardAgent = Board['agents'][number];
export type BoardEntry = Board['entries'][number];

/** As many agents as one reading of the board shows. */
export const BOARD_AGENTS = 500;

/** Who is here, and what a supervisor may change about it. */
export const boardApi = (send: Send) => ({
  read: (group: string) => send<Board>('GET', '/api/ops/board', { query: { group, limit: BOARD_AGENTS } }),
  forceOffline: (agent: string) => send<undefined>('POST', `/api/ops/agents/${encodeURIComponent(agent)}/force-offline`),
  resume: (agent: string) => send<undefined>('POST', `/api/ops/agents/${encodeURIComponent(agent)}/resume`),
});
