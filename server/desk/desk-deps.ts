import type { AgentChannel } from '../agent-channels/agent-channel';
import type { Alarms } from '../alarms/alarm';
import type { Channel } from '../channels/channel';
import type { Files } from '../stores/files';
import type { Live } from '../stores/live';
import type { Records } from '../stores/records';
import type { WebhookSender } from '../webhooks/webhook-port';
import type { ChannelKind } from '../../shared/config/entry';

/** Times that are not ops' to edit; milliseconds. Journeys run with short ones. */
export interface Times {
  /** No answer from any device for this long: keeps conversations, gets no new ones. */
  unstable: number;
  /** No answer for this long: gone, unanswered conversations go down their ladders. */
  gone: number;
  /** A device that had been lost counts as fully back after staying this long. */
  quiet: number;
  /** A platform's word that somebody receives counts this long. */
  receiving: number;
  /** Platforms that keep things for us are asked at least this often, hints or not. */
  pull: number;
  /** And who receives there this often. */
  receivers: number;
  /** Answered conversations of somebody gone wait this much longer. */
  answeredGrace: number;
  /** A transfer request expires after this. */
  transferAsk: number;
  /** Visitors waiting longer than this are shown to busy agents in one merged card. */
  waitingCard: number;
  /** The conversation an agent chose stays current this long after its last message. */
  current: number;
  /** A visitor without any socket of our own page for this long is called back to answers he has not read. */
  visitorAway: number;
  /** The next such call comes this much later at the earliest. */
  noticeAgain: number;
  /** He is asked this long before his duty ends. */
  dutyWarning: number;
  /** A delivery taken for sending and not settled for this long may have gone: `unknown`. */
  deliveryLease: number;
  /** Shown entry states are at most this old. */
  entryState: number;
}

export interface Log {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

/** All the desk needs, handed in by the composition root. */
export interface DeskDeps {
  records: Records;
  live: Live;
  files: Files;
  channels: Partial<Record<ChannelKind, Channel>>;
  agentChannel?: AgentChannel;
  webhookSender: WebhookSender;
  alarms: Alarms;
  /** Words for the region of an address; absent: nobody knows. */
  regionOf?(address: string): string | undefined;
  times: Times;
  log: Log;
  /** Milliseconds since 1970. */
  now(): number;
  /** 32 lower-case hex characters, growing with time. */
  newId(): string;
  /** The same id for the same key, for what must happen once per key. */
  idFor(key: string): string;
  /** Names this node in leases. */
  node: string;
}
