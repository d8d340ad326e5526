import type { Overflow, Step, Target } from '../../../../shared/config/entry';
import type { Say, WordTable } from '../../../frame/language';

export const ladderTable = {
  group: { zh: '{name}组', en: 'group {name}' },
  owner: { zh: '访客的专属客服', en: 'the visitor’s own agent' },
  anyone: { zh: '任何在线的客服', en: 'anyone online' },
  nobody: { zh: '（没有选人）', en: '(nobody chosen)' },
  then: { zh: ' → ', en: ' → ' },
  queueShort: { zh: '排队 {time}', en: 'queue {time}' },
  leaveShort: { zh: '留言', en: 'leave a message' },
  first: { zh: '先找{who}{terms}', en: 'First {who} is asked{terms}' },
  next: { zh: '没人能接，再找{who}{terms}', en: 'if nobody can, {who}{terms}' },
  noSteps: { zh: '没有指定任何人', en: 'Nobody is named' },
  queueLong: { zh: '都接不了就排队，最多等 {time}，之后请访客留言', en: 'otherwise the visitor queues for at most {time} and then leaves a message' },
  leaveLong: { zh: '都接不了就请访客留言', en: 'otherwise the visitor leaves a message' },
  ring: { zh: '{time}没回复就换人', en: '{time} to reply' },
  noRing: { zh: '不限回复时间', en: 'no time limit for the reply' },
  away: { zh: '离开也找', en: 'also while away' },
  above: { zh: '接满了也给', en: 'also above the limit' },
  open: { zh: '（', en: ' (' },
  close: { zh: '）', en: ')' },
  comma: { zh: '，', en: ', ' },
  pause: { zh: '；', en: '; ' },
  end: { zh: '。', en: '.' },
} as const satisfies WordTable;

/** What is needed to say a ladder: its texts, what keys are called, and how long something takes. */
export interface LadderSpeaker {
  say: Say<typeof ladderTable>;
  agent(key: string): string;
  group(key: string): string;
  duration(ms: number): string;
}

export function targetWords(target: Target, { say, agent, group }: LadderSpeaker): string {
  switch (target.kind) {
    case 'agent': return target.agent === '' ? say('nobody') : agent(target.agent);
    case 'group': return say('group', { name: group(target.group).replace(/组$/, '') });
    case 'owner': return say('owner');
    case 'anyone': return say('anyone');
  }
}

/** The terms of a step, what is usual included: how long he has, and what is overlooked for him. */
export function termsOf({ ringSeconds, acceptAway, respectCapacity }: Step, { say, duration }: LadderSpeaker): string[] {
  return [
    ringSeconds === 0 ? say('noRing') : say('ring', { time: duration(ringSeconds * 1000) }),
    ...(acceptAway ? [say('away')] : []), ...(respectCapacity ? [] : [say('above')]),
  ];
}

/** `小王 → 售后组 → 排队 10 分`: one line for a list. */
export function ladderLine({ ladder, overflow }: { ladder: readonly Step[]; overflow: Overflow }, speaker: LadderSpeaker): string {
  const { say, duration } = speaker;
  const last = overflow.kind === 'queue' ? say('queueShort', { time: duration(overflow.maxWaitSeconds * 1000) }) : say('leaveShort');
  return [...ladder.map(({ target }) => targetWords(target, speaker)), last].join(say('then'));
}

/** The ladder read back as one would tell it to somebody. */
export function ladderSentence({ ladder, overflow }: { ladder: readonly Step[]; overflow: Overflow }, speaker: LadderSpeaker): string {
  const { say, duration } = speaker;
  const steps = ladder.map((step, i) => say(i === 0 ? 'first' : 'next', {
    who: targetWords(step.target, speaker), terms: say('open') + termsOf(step, speaker).join(say('comma')) + say('close'),
  }));
  const last = overflow.kind === 'queue' ? say('queueLong', { time: duration(overflow.maxWaitSeconds * 1000) }) : say('leaveLong');
  return [...(steps.length === 0 ? [say('noSteps')] : steps), last].join(say('pause')) + say('end');
}
