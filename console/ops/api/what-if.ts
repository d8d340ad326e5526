import type { Static } from '@sinclair/typebox';
import type { PreviewAnswer, PreviewRequest, ReplayAnswer, ReplayQuery } from '../../../shared/http/ops-config';
import type { Send } from '../../frame/api/send';

export type Preview = Static<typeof PreviewAnswer>;
export type PreviewAsked = Static<typeof PreviewRequest>;
export type Replay = Static<typeof ReplayAnswer>;

/** Who would get a tap, and what the draft would have done with past ones. Nothing changes by asking. */
export const whatIfApi = (send: Send) => ({
  preview: (body: PreviewAsked) => send<Preview>('POST', '/api/ops/preview', { body }),
  replay: (query: Partial<Static<typeof ReplayQuery>>) => send<Replay>('GET', '/api/ops/replay', { query }),
});
