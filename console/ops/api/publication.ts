import type { Static } from '@sinclair/typebox';
import type { PublishRequest, VersionAnswer, VersionsAnswer } from '../../../shared/http/ops-config';
import type { Send } from '../../frame/api/send';
import type { Revision } from './draft';

export type Version = Static<typeof VersionAnswer>;

/** What brings a configuration into force, now or later, and takes it back. */
export const publicationApi = (send: Send) => ({
  publish: (body: Static<typeof PublishRequest>) => send<Version>('POST', '/api/ops/publish', { body }),
  unschedule: () => send<Version>('DELETE', '/api/ops/schedule'),
  rollBack: () => send<Version>('POST', '/api/ops/roll-back'),
  versions: () => send<Static<typeof VersionsAnswer>>('GET', '/api/ops/versions'),
  /** Takes a version up again as the draft. */
  restore: (version: number, revision: number) => send<Revision>('POST', `/api/ops/versions/${version}/restore`, { query: { revision } }),
});
