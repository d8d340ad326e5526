import { leftMessages } from './left-reads';
import type { ReadsOf, Table } from './operations';
import { apiKey, apiKeys, siteSecrets, webhooks } from './site-store';
import { sessionsOf, staffSession, visitorSession } from './session-store';
import { staff, staffById, staffByLogin } from './staff-store';
import { findVisitor } from './visitor-store';
import { allowance, exportVisitor, identities, visitorById, visitors } from './visitor-reads';

export const peopleReads: Table<ReadsOf<'people'>> = {
  'people.visitorKnownAs': findVisitor,
  'people.visitorById': visitorById,
  'people.identities': identities,
  'people.visitors': visitors,
  'people.allowance': allowance,
  'people.exportVisitor': exportVisitor,
  'people.staffByLogin': staffByLogin,
  'people.staffById': staffById,
  'people.staff': staff,
  'people.staffSession': staffSession,
  'people.visitorSession': visitorSession,
  'people.sessionsOf': sessionsOf,
  'people.siteSecrets': siteSecrets,
  'people.apiKey': apiKey,
  'people.apiKeys': apiKeys,
  'people.webhooks': webhooks,
  'people.leftMessages': leftMessages,
};
