import type { Receipt } from '../../shared/receipt';
import type { AgentAction, CardButton, Piece } from '../../server/agent-channels/agent-channel';
import type { ReplyResult } from '../../server/desk/send-reply';
import type { Floor } from './floor';

type Card = Extract<Piece, { form: 'card' }>;
type Tap = Extract<AgentAction, { kind: 'tapped' }>;

/** Texts an agent read in WeCom, in order. */
export const textsTo = (floor: Floor, agent: string): string[] =>
  floor.wecom.flatMap(({ address, piece }) => (address === `w-${agent}` && piece.form === 'text' ? [piece.text] : []));

/** Cards an agent got in WeCom, in order. */
export const cardsTo = (floor: Floor, agent: string): Card[] =>
  floor.wecom.flatMap(({ address, piece }) => (address === `w-${agent}` && piece.form === 'card' ? [piece] : []));

/** Texts a visitor read, in order. */
export const heard = (floor: Floor, openid: string): string[] =>
  floor.phone.flatMap((one) => (one.openid === openid && one.body.kind === 'text' ? [one.body.text] : []));

let keys = 0;
const nextKey = (): string => `act:${keys += 1}`;

/** An agent answers as from the workbench; the same key again is a retry. */
export async function answer(floor: Floor, agent: string, conversation: string, text: string, key = nextKey()): Promise<ReplyResult> {
  const replied = await floor.desk.agent.reply({ conversation, key, agent, body: { kind: 'text', text } });
  await floor.settle();
  return replied;
}

/** An agent writes to the application in WeCom; answers what he reads back at once. */
export async function writes(floor: Floor, agent: string, text: string, key = nextKey()): Promise<string | undefined> {
  const echo = await floor.desk.agent.acted({ kind: 'said', key, address: `w-${agent}`, at: floor.clock.now, body: { kind: 'text', text } });
  await floor.settle();
  return echo;
}

export async function picks(floor: Floor, agent: string, item: 'online' | 'away' | 'mine'): Promise<string | undefined> {
  const echo = await floor.desk.agent.acted({ kind: 'menu', key: nextKey(), address: `w-${agent}`, at: floor.clock.now, item });
  await floor.settle();
  return echo;
}

/** An agent taps a button of a card he got. */
export async function taps(floor: Floor, agent: string, card: Card | undefined, action: CardButton['action'], pick?: (button: CardButton) => boolean): Promise<string | undefined> {
  const button = card?.buttons.find((one) => one.action === action && (pick?.(one) ?? true));
  if (!card || !button) throw new Error(`no button ${action} on the card`);
  const tap: Tap = {
    kind: 'tapped', key: nextKey(), address: `w-${agent}`, at: floor.clock.now, action, card: card.id, responseCode: `tapped-${card.id}`,
    ...(button.conversation !== undefined && { conversation: button.conversation }), ...(button.to !== undefined && { to: button.to }),
  };
  const echo = await floor.desk.agent.acted(tap);
  await floor.settle();
  return echo;
}

/** A workbench is open on this device, seen now. */
export const seen = (floor: Floor, agent: string, device = 'browser'): Promise<void> =>
  floor.live.touch({ agent, device, seenAt: floor.clock.now, ttlMs: 75_000 });

/** Chooses a status without the duty switch: only a device makes him be there. */
export async function chooses(floor: Floor, agent: string, status: 'online' | 'away' | 'offline'): Promise<void> {
  await floor.desk.agent.setStatus({ agent, status, by: agent });
  await floor.settle();
}

/** Why it went where it went, newest first. */
export const receipts = (floor: Floor, conversation: string): Promise<Receipt[]> => floor.records.conversations.receipts({ conversation, limit: 50 });

export const newest = async (floor: Floor, conversation: string): Promise<Receipt> => {
  const [receipt] = await receipts(floor, conversation);
  if (!receipt) throw new Error('no receipt');
  return receipt;
};

/** What the newest receipt says about each candidate of a step, as `li offline`. */
export const verdicts = (receipt: Receipt, step: number): string[] =>
  receipt.steps[step]?.verdicts.map(({ agent, verdict }) => `${agent} ${verdict}`) ?? [];

export async function load(floor: Floor, agent: string): Promise<number> {
  return (await floor.records.agents.states([agent]))[0]?.load ?? 0;
}
