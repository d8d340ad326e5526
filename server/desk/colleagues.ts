import type { Colleague, ColleaguesAnswer } from '../../shared/http/agent';
import { agentStandings } from './agent-standings';
import type { DeskContext } from './desk-context';

/** Nobody looks through more than these; his own groups come first. */
const MOST = 500;

/** Who else answers here and how the router sees each now: those of his groups first, then by name. */
export async function colleaguesOf(ctx: DeskContext, agent: string): Promise<ColleaguesAnswer> {
  const view = ctx.view();
  const near = new Set(view.groupsOf(agent).flatMap((group) => group.members.map((member) => member.agent)));
  const chosen = view.config.agents
    .filter(({ key, disabled }) => key !== agent && !disabled)
    .sort((a, b) => Number(near.has(b.key)) - Number(near.has(a.key)) || a.name.localeCompare(b.name, 'zh'))
    .slice(0, MOST);
  const standings = await agentStandings(ctx, chosen.map(({ key }) => key));
  const colleagues = standings.map(({ candidate: { key, agent: known, status, paused, load }, limit, verdict, words }): Colleague => ({
    key, name: known?.name ?? key, status: paused ? 'paused' : status, available: verdict === 'available', words, load, sameGroup: near.has(key),
    ...(known?.avatar !== undefined && { avatar: known.avatar }),
    ...(limit !== undefined && { limit }),
  }));
  const here = new Set(colleagues.filter(({ available }) => available).map(({ key }) => key));
  const others = new Set(colleagues.map(({ key }) => key));
  const groups = view.config.groups.flatMap(({ key, name, members }) => {
    const there = members.filter((member) => others.has(member.agent));
    return there.length === 0 ? [] : [{ key, name, members: there.length, here: there.filter((member) => here.has(member.agent)).length }];
  });
  return { colleagues, groups: groups.slice(0, MOST) };
}
