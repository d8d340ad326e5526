import type { KillPoint } from './kill-points';

const push = '/callbacks/wecom';
const sync = '/kf/sync_msg';
const trans = '/kf/service_state/trans';
const word = '/kf/send_msg';
const notice = '/kf/send_msg_on_event';
const receivers = '/kf/servicer/list';

/** Moments between the hint and the end of what it causes. */
export const kfKillPoints: readonly KillPoint[] = [
  { name: 'a hint is being read', at: 'front', path: push, phase: 'asked', when: 'gone', withinMs: 5 },
  { name: 'a hint is heard, its answer is lost', at: 'front', path: push, phase: 'answered', when: 'held', cut: true },
  { name: 'a hint is acknowledged and nothing is asked', at: 'front', path: push, phase: 'answered', when: 'held' },
  { name: 'the question what happened never arrives', at: 'back', path: sync, phase: 'asked', when: 'held', cut: true },
  { name: 'what happened is told and never heard', at: 'back', path: sync, phase: 'answered', when: 'held', cut: true },
  { name: 'what happened is told, nothing is kept', at: 'back', path: sync, phase: 'answered', when: 'held' },
  { name: 'what happened is being kept', at: 'back', path: sync, phase: 'answered', when: 'gone', withinMs: 4 },
  { name: 'what happened is being acted on', at: 'back', path: sync, phase: 'answered', when: 'gone', withinMs: 12 },
  { name: 'what happened is acted on and not marked', at: 'back', path: sync, phase: 'answered', when: 'gone', withinMs: 40 },
  { name: 'an agent is chosen, WeCom is not told', at: 'back', path: trans, phase: 'asked', when: 'held', cut: true },
  { name: 'an agent is chosen, WeCom is being told', at: 'back', path: trans, phase: 'asked', when: 'gone', withinMs: 4 },
  { name: 'WeCom is told, nobody hears the answer', at: 'back', path: trans, phase: 'answered', when: 'held' },
  { name: 'WeCom is told, the answer is cut off', at: 'back', path: trans, phase: 'answered', when: 'held', cut: true },
  { name: 'WeCom’s answer is being kept', at: 'back', path: trans, phase: 'answered', when: 'gone', withinMs: 3 },
  { name: 'what follows from WeCom’s answer is under way', at: 'back', path: trans, phase: 'answered', when: 'gone', withinMs: 20 },
  { name: 'a word to a visitor never arrives', at: 'back', path: word, phase: 'asked', when: 'held', cut: true },
  { name: 'a word to a visitor arrives, nobody hears the answer', at: 'back', path: word, phase: 'answered', when: 'held' },
  { name: 'a word to a visitor is being settled', at: 'back', path: word, phase: 'answered', when: 'gone', withinMs: 4 },
  { name: 'a welcome or notice never arrives', at: 'back', path: notice, phase: 'asked', when: 'held', cut: true },
  { name: 'a welcome or notice arrives, nobody hears the answer', at: 'back', path: notice, phase: 'answered', when: 'held' },
  { name: 'a welcome or notice is being settled', at: 'back', path: notice, phase: 'answered', when: 'gone', withinMs: 4 },
  { name: 'who receives is told, nobody hears it', at: 'back', path: receivers, phase: 'answered', when: 'held' },
];
