import { Value } from '@sinclair/typebox/value';
import type { Storage } from '../../../shared/asking/storage';
import { ReplyRequest } from '../../../shared/http/agent';
import type { Failure } from '../../frame/api/answer';
import type { ReplyBody } from '../talk/talk-api';

/** Something he said that the server has not taken yet. */
export interface Outgoing {
  /** The client id: said again it is the same message. */
  readonly id: string;
  readonly conversation: string;
  readonly body: ReplyBody;
  readonly isNote: boolean;
  readonly at: number;
  /** Number of the last message when he said it: its echo comes after that. */
  readonly afterSeq: number;
  /** `waiting`: for those before it, or for the network; `failed`: refused, or too old to go out by itself. */
  readonly state: 'waiting' | 'sending' | 'failed';
  readonly failure?: Failure;
}

/** After this what could not be sent needs his word again: the visitor may have moved on. */
const staleMs = 10 * 60_000;

/** Whether it may have been the network only: then it goes out by itself when the line is back. */
export const isPassing = ({ code }: Failure): boolean => code === 'offline' || code === 'timeout' || code === 'unavailable' || code === 'bad-answer';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isOutgoing = (value: unknown): value is Outgoing =>
  isObject(value) && typeof value['conversation'] === 'string' && typeof value['at'] === 'number' && typeof value['afterSeq'] === 'number' &&
  Value.Check(ReplyRequest, { body: value['body'], clientId: value['id'] });

/** What an earlier page left unsent. Whether the server took it is unknown, which its id makes harmless. */
export function keptOutgoing(storage: Storage, key: string, now: number): readonly Outgoing[] {
  const kept = storage.read(key);
  if (!Array.isArray(kept)) return [];
  return kept.filter(isOutgoing).map((one) => ({ ...one, isNote: one.isNote === true, state: one.state === 'failed' || now - one.at > staleMs ? 'failed' : 'waiting' }));
}

/** The one that goes out next, conversation by conversation in the order they were said. */
export const nextOf = (all: readonly Outgoing[], conversation: string): Outgoing | undefined => {
  const own = all.filter((one) => one.conversation === conversation && one.state !== 'failed');
  return own[0]?.state === 'waiting' ? own[0] : undefined;
};

/** As it stands after a try that was not taken. */
export function afterFailure(one: Outgoing, failure: Failure, now: number): Outgoing {
  return { ...one, failure, state: isPassing(failure) && now - one.at < staleMs ? 'waiting' : 'failed' };
}
