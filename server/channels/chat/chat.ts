import type { Channel } from '../channel';
import type { Tickets } from '../ticket';

/**
 * Our own chat page. The visitor reads his words from the records by their numbers, so what is stored is delivered; his sockets
 * are only told that there is something.
 */
export const createChatChannel = ({ tickets }: { tickets: Tickets }): Channel => ({
  kind: 'chat',
  capabilities: [],
  readsHere: true,
  invite: (entry, visitor, now) => ({ kind: 'chat', ticket: tickets.issue(entry.key, visitor, now) }),
  deliver: async () => ({ kind: 'sent' }),
  parts: () => 1,
});
