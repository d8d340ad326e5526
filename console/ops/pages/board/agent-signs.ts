import type { BoardAgent } from '../../api/board';
import type { Say } from '../../../frame/language';
import type { TimeWords } from '../../../frame/time-words';
import type { boardWords } from './board-words';

const chosen = { online: 'choseOnline', away: 'choseAway', offline: 'choseOffline' } as const;
const isChosen = (status: string): status is keyof typeof chosen => Object.hasOwn(chosen, status);
const lease = { live: 'deviceLive', unstable: 'deviceUnstable', none: 'deviceNone' } as const;

/** Why we think of an agent as we do, a line for each sign: what others did to him, what he chose, where he was seen, his duty. */
export function agentSigns(agent: BoardAgent, at: number, say: Say<typeof boardWords>, time: Pick<TimeWords, 'moment' | 'duration'>): string[] {
  const { status, statusSince, lease: device, seenAt, paused, forcedBy, dutyUntil } = agent;
  const lines: string[] = [];
  if (paused) lines.push(say(paused.reason === 'missed' ? 'pausedMissed' : 'pausedSince', { time: time.duration(at - paused.since) }));
  if (forcedBy !== undefined) lines.push(say('forced', { by: forcedBy }));
  if (isChosen(status)) lines.push(say(chosen[status]) + (statusSince === undefined || statusSince === 0 ? '' : say('since', { time: time.duration(at - statusSince) })));
  lines.push(device === 'none' && seenAt !== undefined ? say('deviceSeen', { time: time.moment(seenAt) }) : say(lease[device]));
  if (dutyUntil !== undefined && dutyUntil > at) lines.push(say('duty', { time: time.moment(dutyUntil) }));
  return lines;
}

/** How an agent's mark is coloured: he can be given somebody, he is at his limit, somebody should look, or he is not here. */
export function agentColour({ verdict, paused }: Pick<BoardAgent, 'verdict' | 'paused'>): 'success' | 'warning' | 'danger' | 'info' {
  if (paused) return 'danger';
  switch (verdict) {
    case 'available': case 'available-above-limit': case 'away-accepted': return 'success';
    case 'full': case 'unstable': case 'away': return 'warning';
    default: return 'info';
  }
}
