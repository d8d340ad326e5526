import type { EntryView } from '../../../shared/http/visitor';

/** An entry of a web site as the server tells it. */
export const entry = (key: string, more: Partial<EntryView> = {}): EntryView => ({
  key, label: { zh: key === 'presales' ? '售前咨询' : `入口 ${key}`, en: key === 'presales' ? 'Before you buy' : `Entry ${key}` }, channel: 'chat',
  state: { kind: 'available', words: { zh: '由李雷为您服务', en: 'Li will answer you' } }, invitation: { kind: 'chat', ticket: 't' }, ...more,
});
