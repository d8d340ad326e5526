import type { Act, AgentState } from '../stores/records/agents';
import { actOnce, did } from './act-once';
import { clockTime } from './decision-words';
import type { DeskContext } from './desk-context';
import { listMine } from './list-mine';
import { setStatus } from './set-status';
import { word } from './word-news';

/** The menu in WeCom: 上线, 离开, 我的会话. */
export function useMenu(ctx: DeskContext, act: Act, item: 'online' | 'away' | 'mine'): Promise<string | undefined> {
  switch (item) {
    case 'mine':
      return actOnce(ctx, act, () => listMine(ctx, act), async () => undefined);
    case 'online':
      return goOnline(ctx, act);
    case 'away':
      return actOnce(ctx, act, async () => did(statusWords(await setStatus(ctx, { agent: act.agent, status: 'offline', by: act.agent, act }))), () => hisStatus(ctx, act.agent));
  }
}

/** On duty from now on, and the system's pause is off; by the menu or by a card's button. */
export function goOnline(ctx: DeskContext, act: Act): Promise<string | undefined> {
  const { agent } = act;
  return actOnce(
    ctx, act,
    async () => did(statusWords(await setStatus(ctx, { agent, status: 'online', by: agent, duty: true, resume: true, act }))),
    () => hisStatus(ctx, agent),
  );
}

async function hisStatus(ctx: DeskContext, agent: string): Promise<string | undefined> {
  const [state] = await ctx.records.agents.states([agent]);
  return state && statusWords(state);
}

/** What he is now, whatever he tapped: a tap that came late changes nothing. */
const statusWords = ({ status, dutyUntil }: AgentState): string =>
  status === 'online' ? word('online', { until: dutyUntil === undefined ? '' : clockTime(dutyUntil, 'Asia/Shanghai') }) : word('offlineNow');
