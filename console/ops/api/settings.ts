import type { Static } from '@sinclair/typebox';
import type { DeskSettings } from '../../../shared/config/desk-config';
import type { SettingsAnswer } from '../../../shared/http/ops-config';
import type { Send } from '../../frame/api/send';
import type { Revision } from './draft';

/** `/api/ops/settings`: what holds for the whole desk, in the draft. */
export const settingsApi = (send: Send) => ({
  read: () => send<Static<typeof SettingsAnswer>>('GET', '/api/ops/settings'),
  save: (revision: number, settings: DeskSettings) => send<Revision>('PUT', '/api/ops/settings', { query: { revision }, body: settings }),
});
