import type { Static } from '@sinclair/typebox';
import type { TransferRequest } from '../../../shared/http/agent';

/** To whom a conversation may go: a colleague, or a group. */
export interface PassTarget {
  to: Static<typeof TransferRequest>['to'];
  name: string;
}
