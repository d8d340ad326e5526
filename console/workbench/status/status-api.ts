import type { Static } from '@sinclair/typebox';
import type { AgentStatus, StatusRequest } from '../../../shared/http/agent';
import type { Send } from '../../frame/api/send';

export type ChosenStatus = Static<typeof StatusRequest>['status'];
export const chosenStatuses = ['online', 'away', 'offline'] as const satisfies readonly ChosenStatus[];
export const isChosenStatus = (status: string): status is ChosenStatus => chosenStatuses.some((one) => one === status);

/** His own status, and what the system put on top. */
export const statusApi = (send: Send) => ({
  read: () => send<AgentStatus>('GET', '/api/agent/status'),
  choose: (status: ChosenStatus) => send<AgentStatus>('POST', '/api/agent/status', { body: { status } }),
  resume: () => send<AgentStatus>('POST', '/api/agent/resume'),
});
