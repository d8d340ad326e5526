import type { Static } from '@sinclair/typebox';
import type { DeskConfig } from '../../shared/config/desk-config';
import { StaffLoginAnswer } from '../../shared/http/auth';
import { DraftAnswer, ImportAnswer, VersionAnswer } from '../../shared/http/ops-config';
import { BoardAnswer, ConversationsAnswer, DeliveriesAnswer, LeftMessagesAnswer, ReceiptsAnswer, TranscriptAnswer, VisitorsAnswer } from '../../shared/http/ops-look-up';
import { ask, request } from './ask';
import { until } from './until';

export const adminPassword = 'journey-admin-password';

/** What ops do and see in the console, by its API. Signs in when first needed. */
export type Office = ReturnType<typeof createOffice>;

export function createOffice(serverUrl: () => string) {
  let signedIn: Promise<string> | undefined;

  async function signIn(): Promise<string> {
    const body = { login: 'admin', password: adminPassword };
    return (await ask(StaffLoginAnswer, `${serverUrl()}/api/auth/login`, { method: 'POST', body })).token;
  }
  async function ops<T extends Parameters<typeof ask>[0]>(schema: T, path: string, body?: object): Promise<Static<T>> {
    signedIn ??= signIn();
    const token = await signedIn;
    return ask(schema, `${serverUrl()}/api/ops${path}`, body ? { method: 'POST', body, token } : { token });
  }

  const board = () => ops(BoardAnswer, '/board');
  return {
    /** Makes it the draft and publishes it; every node has it when this answers. */
    async publish(config: DeskConfig, nodes: readonly string[]): Promise<void> {
      const { revision } = await ops(DraftAnswer, '/draft');
      const imported = await ops(ImportAnswer, `/import?revision=${revision}`, { config });
      await ops(VersionAnswer, '/publish', { revision: imported.revision });
      const customerId = config.entries[0]?.key ?? '';
      for (const node of nodes) {
        await until(`${node} has the configuration`, async () => (await request(`${node}/api/getCustomerServiceUrl`, { method: 'POST', body: { customerId } })).status === 200);
      }
    },
    board,
    deliveries: async (state: string) => (await ops(DeliveriesAnswer, `/deliveries?state=${state}&limit=200`)).deliveries,
    /** Newest first. */
    conversations: async (visitor?: string) => (await ops(ConversationsAnswer, `/conversations?limit=200${visitor === undefined ? '' : `&visitor=${visitor}`}`)).conversations,
    transcript: async (conversation: string) => (await ops(TranscriptAnswer, `/conversations/${conversation}?limit=500`)).messages,
    receipts: async (conversation: string) => (await ops(ReceiptsAnswer, `/receipts?conversation=${conversation}&limit=200`)).receipts.map(({ receipt }) => receipt),
    /** By a name, an openid or the like. */
    visitors: async (search: string) => (await ops(VisitorsAnswer, `/visitors?search=${encodeURIComponent(search)}`)).visitors,
    leftMessages: async () => (await ops(LeftMessagesAnswer, '/left-messages')).leftMessages,
    /** Waits until nothing is on its way any more. */
    idle: (deadlineMs?: number): Promise<true> =>
      until('the outbox is empty', async () => {
        const { deliveries } = await board();
        return (deliveries['pending'] ?? 0) + (deliveries['taken'] ?? 0) === 0;
      }, deadlineMs),
    resend: async (id: string) => {
      signedIn ??= signIn();
      return (await request(`${serverUrl()}/api/ops/deliveries/${id}/resend`, { method: 'POST', token: await signedIn })).status;
    },
    /** A supervisor ends it, or gives it to somebody; answers the status. */
    supervise: async (conversation: string, act: { end: true } | { passTo: string }) => {
      signedIn ??= signIn();
      const [verb, body] = 'end' in act ? ['end', {}] : ['pass-on', { agent: act.passTo }];
      return (await request(`${serverUrl()}/api/ops/conversations/${conversation}/${verb}`, { method: 'POST', body, token: await signedIn })).status;
    },
    request: async (path: string) => {
      signedIn ??= signIn();
      return request(`${serverUrl()}${path}`, { token: await signedIn });
    },
  };
}

