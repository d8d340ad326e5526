import type { Conversation } from '../../shared/conversation';
import type { Customer } from './kf-people';
import type { ButtonPlan, ShopPlan } from './shop';
import { startStage, type Stage } from './stage';
import { until } from './until';

/** Every switch as the sandbox is strict, and every switch the other way, where a journey is not about one of them. */
export const readings = [
  ['the strict readings', {}],
  ['the other readings', {
    strictState0: false, allowEndFromAny: true, unavailableCode: 'both95014', sceneParamEcho: 'encoded', welcomePolicy: 'everyEntry', emptyMore: false,
    codeErrcode: 95018, duplicateMsgidErrcode: 40063, sessionEnds: 'afterStart',
  }],
] as const;

const agents = { wang: '王芳', li: '李雷', chen: '陈晨' };

/** A stage with buttons of 微信客服, everybody receiving. `plain`: buttons that stay with WeChat's own chat. */
export async function startKfStage(buttons: readonly ButtonPlan[], more: { env?: Readonly<Record<string, string>>; settings?: ShopPlan['settings'] } = {}): Promise<Stage> {
  const stage = await startStage({
    shop: { agents, buttons, ...(more.settings && { settings: more.settings }) }, ...(more.env && { env: more.env }),
  });
  try {
    await heard(stage, 'receiving', 'wang', 'li', 'chen');
    return stage;
  } catch (error) {
    await stage.end();
    throw error;
  }
}

/** These turn their switch, and the server has heard it. */
export async function switched(stage: Stage, reception: 'receiving' | 'suspended' | 'stopped', ...userids: string[]): Promise<void> {
  for (const userid of userids) await stage.servicer(userid).switches(reception);
  await heard(stage, reception, ...userids);
}

async function heard({ office }: Stage, reception: string, ...userids: string[]): Promise<void> {
  await until(`the server knows who is ${reception}: ${userids.join(', ')}`, async () => {
    const { agents: seen } = await office.board();
    return userids.every((userid) => seen.some(({ key, seenAt }) => key === userid && (seenAt !== undefined) === (reception === 'receiving')));
  });
}

/** His conversations, the oldest first. */
export async function conversationsOf({ office }: Stage, { id }: Customer): Promise<Conversation[]> {
  const [known] = await office.visitors(id);
  return known ? (await office.conversations(known.id)).reverse() : [];
}

/** Waits until his newest conversation is so. */
export const conversationOf = (stage: Stage, customer: Customer, what: string, is: (conversation: Conversation) => boolean): Promise<Conversation> =>
  until(`${customer.visitor.name}: ${what}`, async () => {
    const last = (await conversationsOf(stage, customer)).pop();
    return last && is(last) && last;
  });

/** Here it is this agent’s. */
export const ownedBy = (stage: Stage, customer: Customer, agent: string): Promise<Conversation> =>
  conversationOf(stage, customer, `is ${agent}’s`, (one) => one.state === 'assigned' && one.agent === agent);

/** The platform has him with this servicer. */
export const seatedWith = (customer: Customer, userid: string): Promise<true> =>
  until(`${customer.visitor.name} is with ${userid} in WeCom`, async () => {
    const { state, servicer } = await customer.session();
    return state === 3 && servicer === userid;
  });

/** Here and in WeCom he is this servicer’s, who can write to him now. */
export async function servedBy(stage: Stage, customer: Customer, userid: string): Promise<Conversation> {
  await seatedWith(customer, userid);
  return ownedBy(stage, customer, userid);
}

/** He reads a text that has these words in it. */
export const readsWith = (customer: Customer, words: string): Promise<string> =>
  until(`${customer.visitor.name} reads ${words}`, async () => (await customer.reads()).find((text) => text.includes(words)));
