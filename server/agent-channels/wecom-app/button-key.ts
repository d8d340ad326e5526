import type { CardAction, CardButton } from '../agent-channel';

export type ButtonMeaning = Pick<CardButton, 'action' | 'conversation' | 'to'>;

const ACTIONS: Readonly<Record<CardAction, true>> = {
  reply: true, transfer: true, 'transfer-to': true, 'accept-transfer': true, 'decline-transfer': true,
  end: true, take: true, online: true, resume: true, resend: true,
};
const ID = /^[0-9A-Za-z_@.-]{1,128}$/;

/** `action|conversation|to`, parts at the end left out; comes back as EventKey when a member taps. */
export function writeButtonKey({ action, conversation, to }: ButtonMeaning): string {
  if (to !== undefined) return `${action}|${conversation ?? ''}|${to}`;
  return conversation === undefined ? action : `${action}|${conversation}`;
}

/** Only what `writeButtonKey` writes; undefined for keys of anybody else. */
export function readButtonKey(key: string): ButtonMeaning | undefined {
  const [action = '', conversation = '', to = '', ...more] = key.split('|');
  if (!isAction(action) || more.length > 0) return undefined;
  const meaning: ButtonMeaning = { action, ...(conversation !== '' && { conversation }), ...(to !== '' && { to }) };
  const clean = [conversation, to].every((part) => part === '' || ID.test(part));
  return clean && writeButtonKey(meaning) === key ? meaning : undefined;
}

function isAction(text: string): text is CardAction {
  return Object.hasOwn(ACTIONS, text);
}
