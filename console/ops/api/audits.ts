import type { Static } from '@sinclair/typebox';
import type { AuditsAnswer, AuditsQuery } from '../../../shared/http/ops-look-up';
import type { Send } from '../../frame/api/send';

export type Audit = Static<typeof AuditsAnswer>['audits'][number];

/** What was done and by whom, newest first. */
export const auditsApi = (send: Send) => (query: Partial<Static<typeof AuditsQuery>>) => send<Static<typeof AuditsAnswer>>('GET', '/api/ops/audits', { query });
