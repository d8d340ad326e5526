import type { Colleague } from '../../../shared/http/agent';

/** Whether a colleague can be given a conversation: who is here, and who is only full, since a colleague's request may exceed the limit. */
export const mayTake = ({ available, status, load, limit }: Colleague): boolean =>
  available || (status === 'online' && limit !== undefined && load >= limit);
