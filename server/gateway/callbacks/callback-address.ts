import type { ChannelKind } from '../../../shared/config/entry';
import type { AgentAction, AgentChannel } from '../../agent-channels/agent-channel';
import type { Inbound } from '../../channels/channel';

/** A decrypted, authentic push; what is in it only its readers know. */
export type Push = Parameters<AgentChannel['read']>[0];
type Query = Readonly<Record<string, unknown>>;
type Refused = { readonly ok: false; readonly reason: string };

/** Decides whether a stranger's request is the platform's. */
export interface Door {
  verify(query: Query): { readonly ok: true; readonly echo: string } | Refused;
  open(query: Query, body: string): { readonly ok: true; readonly push: Push } | Refused;
}

/** One kind of push and who reads it. `takes` absent: all that no reader before took. */
export type PushReader =
  /** Only says that something is to be fetched. */
  | { for: 'hint'; takes(push: Push): boolean; read(push: Push): { account?: string; token: string } | undefined }
  | { for: 'visitor'; channel: ChannelKind; takes?(push: Push): boolean; read(push: Push): Inbound[] }
  | {
      for: 'agent';
      takes?(push: Push): boolean;
      read(push: Push): AgentAction[];
      /** Words answered at once to a member (`to`: his userid), encrypted; `nonce` is the request's. */
      reply(words: string, to: string, nonce: string): string;
    };

/** One address a platform pushes to, for example `/callbacks/wecom`. */
export interface CallbackAddress {
  path: string;
  door: Door;
  /** The first that takes a push reads it. */
  readers: readonly PushReader[];
}
