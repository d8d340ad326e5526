import type { Message } from '../../shared/message';
import { whyCode } from '../../shared/why-words';
import type { Settlement, TakenDelivery } from '../stores/records/delivery';
import { createCallCounts } from './call-counts';
import { deliverToAgent, type Sent } from './deliver-to-agent';
import { deliverToVisitor } from './deliver-to-visitor';
import { newsFor, tellWriters } from './delivery-news';
import type { DeskContext } from './desk-context';
import { NothingSent } from './nothing-sent';
import { notifyVisitor } from './notify-visitor';
import { raiseUndelivered } from './raise-undelivered';

/** Platform calls under way at once on this node: one slow visitor must not hold up the others. */
const AT_ONCE = 64;
/** Calls of webhooks under way at once, apart from messages, and to one receiver: who is slow holds up nobody else. */
const MOST_CALLS = 32;
const CALLS_EACH = 4;
/** An outage of this long (ms) is waited out; after it a person decides. */
const GIVE_UP = 24 * 3_600_000;
const FEW_ATTEMPTS = 12;
/** A store or live state was away before anything was sent. */
const NOT_READY_WAIT = 5_000;

/** Brings what waits in the outbox to the platforms. */
export interface Deliverer {
  /** Takes what is due and starts sending it; answers how many. What becomes free wakes the outbox again. */
  deliverDue(): Promise<number>;
  /** Resolves when nothing is being sent. */
  settled(): Promise<void>;
}

export function createDeliverer(ctx: DeskContext): Deliverer {
  const perMinute = ctx.agentChannel?.perMinute;
  const underWay = new Set<Promise<void>>();
  const calls = createCallCounts();

  async function send(delivery: TakenDelivery): Promise<Sent & { message?: Message }> {
    const { target } = delivery;
    switch (target.to) {
      case 'visitor':
        return deliverToVisitor(ctx, delivery, target.seq);
      case 'agent':
        return deliverToAgent(ctx, delivery, target.agent, target.news);
      case 'notice':
        return notifyVisitor(ctx, delivery, target.template);
      case 'webhook': {
        const hook = ctx.webhooks.byId(target.webhook);
        if (!hook || hook.disabled) return { outcome: { kind: 'refused', why: 'webhook-off' } };
        return { outcome: await ctx.webhookSender.post({ url: hook.url, secret: hook.secret, event: target.event, eventId: target.eventId, body: target.payload }) };
      }
    }
  }

  async function deliver(delivery: TakenDelivery): Promise<void> {
    let result: Sent & { message?: Message };
    try {
      result = await send(delivery);
    } catch (error) {
      // The platforms' channels throw only for bugs, and then nobody knows whether it went; all before them is done again.
      ctx.log.error({ err: error, delivery: delivery.id }, 'delivering failed unexpectedly');
      const unsent = error instanceof NothingSent;
      result = { outcome: unsent ? { kind: 'later', afterMs: NOT_READY_WAIT, why: 'not-ready' } : { kind: 'unknown', why: 'internal' } };
    }
    const settlement = settlementOf(result, delivery, ctx.now());
    const news = newsFor(ctx, delivery, settlement, result.message);
    await ctx.records.outbox.settle([{ id: delivery.id, attempts: delivery.attempts, merged: delivery.merged.map((one) => one.id), settlement, at: ctx.now(), news }], ctx.view().notices);
    if (delivery.conversation !== undefined && delivery.target.to === 'visitor') ctx.changed(delivery.conversation);
    // Visitors withdraw permits and come back as they like: nothing for ops to mend.
    const isOrdinary = settlement.state === 'failed' && ['permit-spent', 'came-back'].includes(whyCode(settlement.why) ?? '');
    if ((settlement.state === 'failed' && !isOrdinary) || settlement.state === 'unknown') raiseUndelivered(ctx, { to: delivery.target.to, state: settlement.state, why: settlement.why });
  }

  function start(delivery: TakenDelivery): void {
    const ended = calls.begin(delivery);
    const going = deliver(delivery)
      .catch((error: unknown) => ctx.log.error({ err: error, delivery: delivery.id }, 'a delivery could not be settled; its lease will run out'))
      .then(() => {
        underWay.delete(going);
        ended();
        ctx.wakeOutbox();
      });
    underWay.add(going);
  }

  return {
    async deliverDue() {
      const free = AT_ONCE - (underWay.size - calls.all());
      const room = MOST_CALLS - calls.all();
      if (free <= 0 && room <= 0) return 0;
      const { taken, lapsed, held } = await ctx.records.outbox.take({
        now: ctx.now(), limit: Math.max(0, free), leaseMs: ctx.times.deliveryLease, node: ctx.node, notices: ctx.view().notices,
        calls: { limit: room, each: CALLS_EACH, underWay: calls.each() }, ...(perMinute !== undefined && { perMinute }),
      });
      for (const delivery of taken) start(delivery);
      for (const one of lapsed) {
        ctx.log.warn({ delivery: one.id }, 'a delivery was cut off by a crash; it may have arrived and is not sent again');
        raiseUndelivered(ctx, { to: one.target.to, state: 'unknown', why: one.why ?? 'node-lost' });
      }
      await tellWriters(ctx, { lapsed, held });
      return taken.length;
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** A webhook's receiver drops a second copy by its event id, so there an unsure sending is simply repeated; so is what an agent is shown once. */
function settlementOf({ outcome, repeatable }: Sent, delivery: TakenDelivery, now: number): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent' };
    case 'refused':
      return { state: 'failed', why: outcome.why };
    case 'held':
      return { state: 'held', why: outcome.why, progress: outcome.sentParts ?? delivery.progress };
    case 'unknown':
      if (delivery.target.to === 'webhook') return again(delivery, now, backOff(delivery.attempts), outcome.why, 0);
      if (repeatable === true) return again(delivery, now, backOff(delivery.attempts), outcome.why, outcome.sentParts ?? delivery.progress, true);
      return { state: 'unknown', why: outcome.why, progress: outcome.sentParts ?? delivery.progress };
    case 'later':
      return again(delivery, now, outcome.afterMs, outcome.why, outcome.sentParts ?? delivery.progress);
  }
}

function again(delivery: TakenDelivery, now: number, afterMs: number, why: string, progress: number, unsure = false): Settlement {
  // What was held for days was tried little: its time begins with its attempts.
  if (now - delivery.createdAt >= GIVE_UP && delivery.attempts >= FEW_ATTEMPTS) return { state: unsure ? 'unknown' : 'failed', why: `given-up:${why}`, progress };
  return { state: 'later', dueAt: now + afterMs, why, progress, ...(unsure && { unsure }) };
}

const backOff = (attempts: number): number => Math.min(3_600_000, 1000 * 2 ** attempts);
