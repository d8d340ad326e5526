import { askRouter, questionTerms } from '../../server/desk/ask-router';
import { createStepAnswers } from '../../server/desk/step-answers';
import type { AskedTarget, Question } from '../../server/routing/question';
import { runSync } from '../../server/routing/run-sync';
import { agent, APPID, entry, group, openFloor, toAgent, toGroup, type Floor } from '../desk/floor';
import { answerOrders } from './asked-child';
import type { DeskOrder, DeskTimed, DeskWork } from './desk-order';

const SHIFT_MS = 9 * 3_600_000;
const TEAM = 'team';

/** A desk whose agents are all there: one of them designated, the last `members` of them a group. */
async function openBig(count: number, members: number): Promise<Floor> {
  const keys = Array.from({ length: count }, (_, index) => `a${index}`);
  // reached at the workbench alone, so that an assignment sends nothing
  const agents = keys.map((key) => ({ key, name: agent(key).name, disabled: false }));
  const floor = await openFloor({
    agents,
    groups: [group(TEAM, keys.slice(-members))],
    entries: [entry('designated', [toAgent(keys[count >> 1] ?? ''), toGroup(TEAM)]), entry('group', [toGroup(TEAM)])],
  });
  const { now } = floor.clock;
  await Promise.all(keys.map((key) => floor.records.agents.setStatus({ agent: key, status: 'online', by: key, dutyUntil: now + SHIFT_MS, now })));
  return floor;
}

/** How each work is done `times` over, for the entry called `key`. */
async function preparedWork(floor: Floor, work: DeskWork, key: string): Promise<(times: number) => void | Promise<void>> {
  const { ctx, visitor } = floor.desk;
  const view = ctx.view();
  const found = view.entry(key);
  const target = found?.ladder[0]?.target;
  if (!found || !target || target.kind === 'owner') throw new Error(`no entry ${key}`);
  const first: AskedTarget = target;
  const question = (): Question => questionTerms(ctx, view, found, {}, 'entered');
  const won = (outcome: string): void => {
    if (outcome !== 'assigned') throw new Error(`a hit was expected, not ${outcome}`);
  };

  if (work === 'route') {
    const answer = await createStepAnswers(ctx, view)({ target: first });
    return (times) => {
      for (let done = 0; done < times; done += 1) won(runSync(question(), () => answer).kind);
    };
  }
  if (work === 'decide') {
    return async (times) => {
      for (let done = 0; done < times; done += 1) {
        won((await askRouter(question(), createStepAnswers(ctx, view), async () => ({ claim: 'won' }))).kind);
      }
    };
  }
  return async (times) => {
    for (let done = 0; done < times; done += 1) {
      number += 1;
      const entered = await visitor.takeIn('contact', {
        kind: 'entered', key: `e:${number}`, identity: { provider: 'wechat', account: APPID, subject: `visitor-${number}` }, at: ctx.now(),
        ticket: { entry: key, genuine: true },
      });
      if (!('conversation' in entered)) throw new Error('nothing was opened');
      await ctx.background.settled();
      if (done === 0) won((await floor.conversation(entered.conversation.id)).state);
    }
  };
}

let number = 0;
let floor: Promise<Floor> | undefined;

async function obey(order: DeskOrder): Promise<DeskTimed> {
  if ('agents' in order) {
    floor = openBig(order.agents, order.group);
    await floor;
    return { micros: 0 };
  }
  if (!floor) throw new Error('there is no desk yet');
  const run = await preparedWork(await floor, order.work, order.entry);
  const begun = process.hrtime.bigint();
  await run(order.times);
  return { micros: Number(process.hrtime.bigint() - begun) / 1e3 / order.times };
}

answerOrders(obey, async () => (await floor)?.close());
