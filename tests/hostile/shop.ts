import { defaultSettings, type DeskConfig } from '../../shared/config/desk-config';
import { agent, entry, group, toAgent, toGroup } from '../desk/floor';
import { APPID } from './house';

const always = { key: 'always', name: '全天', timeZone: 'Asia/Shanghai', weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })), holidays: [] };

/** A shop with one of everything: entries that find somebody, queue and leave a message. `nobody` never works. */
export const shop: DeskConfig = {
  settings: { ...defaultSettings, capacity: 50 },
  sites: [
    { key: 'shop', name: '小店', kind: 'mini-program', appId: APPID, origins: [] },
    { key: 'page', name: '网页', kind: 'web', origins: ['https://shop.invalid'] },
  ],
  hours: [always],
  agents: ['li', 'wang', 'chen', 'nobody'].map((key) => agent(key, { wecomUserId: key, ...(key === 'li' && { shift: 'always' }) })),
  groups: [group('everyone', ['li', 'wang', 'chen']), group('empty', ['nobody'])],
  entries: [
    entry('vip', [toAgent('chen'), toGroup('everyone')], { isDefault: true, hours: 'always' }),
    entry('queue', [toAgent('nobody')], { overflow: { kind: 'queue', maxWaitSeconds: 600 } }),
    entry('leave', [toGroup('empty')], { overflow: { kind: 'leave-message' } }),
    entry('variant', [toAgent('li')], { variants: [{ when: { level: 'gold' }, ladder: [{ ...toAgent('wang'), target: { kind: 'owner' } }, { ...toAgent('wang'), target: { kind: 'anyone' } }] }] }),
    entry('talk', [toAgent('li')], { site: 'page', channel: 'chat' }),
  ],
  texts: { joined: { zh: '{agent}来了' } },
};
