import { createHash } from 'node:crypto';
import { isObject, listIn, numberIn, objectIn, textIn, type Json } from '../reading';
import { cardsOf } from './app-messages';
import { applyUpdate, newCard } from './card';
import { callsBack, checkCard, INTERACTIVE } from './card-rules';
import { OK } from './errors';
import { reachable, type Member } from './members';
import { checkMessage } from './send-rules';
import type { WecomCall, WecomWorld } from './world';

const MINUTE_MS = 60_000;
const SAME_SECONDS = 1800;
const MOST_SAME_SECONDS = 4 * 3600;
const MOST_RECEIVERS = 1000;

function receivers(world: WecomWorld, touser: string): { found: Member[]; invalid: string[] } {
  const everybody = world.members.list().filter(reachable);
  if (touser === '@all') return { found: everybody, invalid: [] };
  const names = [...new Set(touser.split('|').filter((name) => name !== ''))];
  const found = everybody.filter(({ userid }) => names.includes(userid));
  return { found, invalid: names.filter((name) => !found.some(({ userid }) => userid === name)) };
}

/** 0 = the agentid is this application's, 40056 malformed, 301002 another one's. */
export function checkAgent(world: WecomWorld, given: unknown): 0 | 40056 | 301002 {
  const agentId = numberIn({ given }, 'given');
  if (agentId === undefined) return 40056;
  return agentId === world.settings().agentId ? 0 : 301002;
}

/** Counts an arrival; false when the member had his 30 of this minute. */
function withinMinute(world: WecomWorld, member: Member): boolean {
  member.arrivals = member.arrivals.filter((at) => at > world.clock.now() - MINUTE_MS);
  if (member.arrivals.length >= world.settings().perMemberPerMinute) return false;
  member.arrivals.push(world.clock.now());
  return true;
}

/** 0: not asked for. The page names the interval (1800 s unless given, at most 4 h), and not what happens above: it is cut. */
function sameInterval(body: Json): number {
  if (numberIn(body, 'enable_duplicate_check') !== 1) return 0;
  return Math.min(numberIn(body, 'duplicate_check_interval') ?? SAME_SECONDS, MOST_SAME_SECONDS) * 1000;
}

/** `message/send` to members; parties and tags do not exist here and count as invalid. */
export function sendMessage(world: WecomWorld, { body, fail }: WecomCall): object {
  const agent = checkAgent(world, body['agentid']);
  if (agent !== 0) return fail(agent);
  const [touser, toparty, totag] = [textIn(body, 'touser'), textIn(body, 'toparty'), textIn(body, 'totag')];
  if (touser === '' && toparty === '' && totag === '') return fail(40058, 'touser, toparty and totag are all empty');
  if (touser.split('|').length > MOST_RECEIVERS) return fail(40058, 'more than 1000 receivers');
  const checked = checkMessage(body, world.media, world.fileUrl);
  if (!checked.ok) return fail(checked.code, checked.why);
  const { found, invalid } = receivers(world, touser);
  if (found.length === 0) return fail(81013);
  const { card } = checked.line;
  if (card && callsBack(card.body)) {
    if (world.settings().callbackUrl === '') return fail(40058, 'the application has no callback url');
    if (world.messages.hasTask(card.taskId)) return fail(42014);
  }
  if (world.settings().overLimit === 'refuse' && found.some((member) => !withinMinute(world, member))) return fail(45009);
  // A card that was refused has not used up its id.
  if (card && callsBack(card.body)) world.messages.claimTask(card.taskId);

  const msgid = world.ids.opaque(48);
  world.messages.remember(msgid);
  const interval = sameInterval(body);
  const digest = createHash('sha256').update(JSON.stringify(body[checked.line.kind])).digest('hex');
  for (const member of found) {
    const repeated = interval > 0 && world.settings().repetition === 'content' && !world.messages.isNew(`${member.userid} ${digest}`, interval);
    const dropped = !repeated && world.settings().overLimit === 'drop' && !withinMinute(world, member);
    const why = repeated ? 'duplicate' : dropped ? 'over the limit per minute' : null;
    const content = card ? card.body : checked.line.media ? { ...checked.line.media, name: checked.line.content } : checked.line.content;
    world.ledger.accept({ platform: 'wecom', api: 'message/send', to: member.userid, kind: checked.line.kind, content, shown: why === null, why });
    if (why === null) world.members.addLine(member, { ...checked.line, card: card && newCard(card.body), direction: 'received', msgid });
  }
  const answer = { ...OK, invaliduser: invalid.join('|'), invalidparty: toparty, invalidtag: totag, unlicenseduser: '', msgid };
  return card && INTERACTIVE.includes(card.cardType) ? { ...answer, response_code: world.messages.newResponseCode(card.taskId) } : answer;
}

function readUpdate(body: Json): { ok: true; update: { replaceName: string } | { body: Json } } | { ok: false; code: number; why: string } {
  const next = body['template_card'];
  if (!isObject(next)) {
    const replaceName = textIn(objectIn(body, 'button'), 'replace_name');
    return replaceName === '' ? { ok: false, code: 40058, why: 'neither button.replace_name nor template_card' } : { ok: true, update: { replaceName } };
  }
  const checked = checkCard({ task_id: 'kept', ...next });
  return checked.ok ? { ok: true, update: { body: next } } : checked;
}

/** `message/update_template_card`: the response_code works once, within 72 h. */
export function updateCard(world: WecomWorld, { body, fail }: WecomCall): object {
  const agent = checkAgent(world, body['agentid']);
  if (agent !== 0) return fail(agent);
  const read = readUpdate(body);
  if (!read.ok) return fail(read.code, read.why);
  const all = numberIn(body, 'atall') === 1;
  const userids = listIn(body, 'userids').filter((userid) => typeof userid === 'string');
  if (!all && userids.length === 0) return fail(40058, 'no receivers');
  const taskId = world.messages.redeem(textIn(body, 'response_code'));
  if (taskId === undefined) return fail(40058, 'invalid response_code');
  const invalid = userids.filter((userid) => !reachable(world.members.find(userid)));
  for (const member of world.members.list()) {
    if (!all && !userids.includes(member.userid)) continue;
    for (const card of cardsOf(member, taskId)) applyUpdate(card, read.update);
    world.members.changed(member);
  }
  return { ...OK, invaliduser: invalid };
}

/** `message/recall`: within 24 h. */
export function recall(world: WecomWorld, { body, fail }: WecomCall): object {
  const msgid = textIn(body, 'msgid');
  if (!world.messages.recallable(msgid)) return fail(40058, 'msgid is unknown or older than 24 hours');
  for (const member of world.members.list()) {
    for (const line of member.lines) if (line.msgid === msgid) line.recalled = true;
    world.members.changed(member);
  }
  return OK;
}
