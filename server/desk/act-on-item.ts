import type { Happened, NativeDesk, PulledItem } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { enterNatively } from './enter-natively';
import { nativeAct } from './native-act';
import { receiverChanged } from './native-receivers';
import { NotYet } from './not-yet';
import { raiseUndelivered } from './raise-undelivered';
import { receiveMessage } from './receive-message';

/** Who an item is about: what happened to one of them keeps its order, the others need not wait for it. */
export const subjectOf = (happened: readonly Happened[]): string => {
  const [one] = happened;
  if (one === undefined) return '';
  if (one.kind === 'not-delivered') return `delivery ${one.delivery}`;
  return 'identity' in one ? `customer ${one.identity.subject}` : one.kind;
};

/** Acts on what one item of a platform says. Everything in it is once per key, so doing it again after a crash does nothing twice. */
export async function actOnItem(ctx: DeskContext, desk: NativeDesk, item: PulledItem, happened: readonly Happened[]): Promise<void> {
  for (const one of happened) {
    switch (one.kind) {
      case 'entered':
        await enterNatively(ctx, one);
        break;
      case 'said':
        await receiveMessage(ctx, 'kf', one);
        break;
      case 'native':
        await nativeAct(ctx, desk, one);
        break;
      case 'receiving':
        await receiverChanged(ctx, one.account, one.agent, one.receiving, one.at);
        break;
      case 'not-delivered':
        await notDelivered(ctx, one.delivery, one.why);
        break;
      case 'permits':
        ctx.log.warn({ item: item.id }, 'a platform told of permits it does not have');
    }
  }
}

async function notDelivered(ctx: DeskContext, delivery: string, why: string): Promise<void> {
  const found = await ctx.records.native.notDelivered(delivery, why);
  // The failure overtook the answer to the sending: the item is tried again when that is written down.
  if (found === 'under-way') throw new NotYet('a delivery that failed is not known as sent yet');
  if (found === 'nothing') return;
  raiseUndelivered(ctx, { to: 'visitor', state: 'failed', why });
}
