import { setupWhyWords } from '../../shared/kf-setup-words';
import type { NativeDesk, Read } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { done, refused, type Done, type Refused } from './refused';

type NotRead = Exclude<Read<unknown>, { kind: 'read' }>;
export type KfAccount = Extract<Awaited<ReturnType<NativeDesk['setup']['accounts']>>, { kind: 'read' }>['value'][number];

/** What waiting alone does not cure: somebody has to put a setting right. */
const FOR_PEOPLE = /^(settings|quota|no-account)(:|$)/;
/** When the platform did not say how long. */
const ASK_AGAIN_MS = 5_000;

/** 微信客服, if it is set up. */
export function kfDesk(ctx: Pick<DeskContext, 'channels'>): Done<NativeDesk> {
  const native = ctx.channels.kf?.native;
  return native ? done(native) : refused('kf-off');
}

/** The platform did not do it: by its own will, or because it cannot be reached now. */
export function kfRefused(answer: NotRead): Refused {
  const { why } = answer;
  const detail = { why, words: setupWhyWords(why) };
  if (answer.kind === 'refused' || FOR_PEOPLE.test(why)) return refused('platform-refused', detail);
  return { ...refused('platform-unreachable', detail), retryAfterMs: answer.kind === 'later' ? answer.afterMs : ASK_AGAIN_MS };
}

/** An account by its id. Asking for one that is not there would count as a wrong setting of the server. */
export async function kfAccount(native: NativeDesk, account: string): Promise<Done<KfAccount>> {
  const listed = await native.setup.accounts();
  if (listed.kind !== 'read') return kfRefused(listed);
  const found = listed.value.find((one) => one.account === account);
  return found ? done(found) : refused('not-found', { account });
}

/** The same, to be changed: only what was handed to our application may be. */
export async function ourKfAccount(native: NativeDesk, account: string): Promise<Done<KfAccount>> {
  const found = await kfAccount(native, account);
  return found.kind === 'done' && !found.value.ours ? kfRefused({ kind: 'refused', why: 'not-handed' }) : found;
}
