import type { Agent } from '../../shared/config/agent';
import type { DeskConfig } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import { kfAccountWords, setupWhyWords } from '../../shared/kf-setup-words';
import type { CallFailure } from '../wechat/answer';
import type { KfAccount, KfServicer } from '../wechat/kf-accounts';
import { bad, failure, good, note, type Finding } from './finding';
import type { Platforms } from './open-platforms';

type Clients = Pick<NonNullable<Platforms['wecom']>, 'kf' | 'app' | 'corpId'>;

/** Servicers whose membership is asked for one by one. */
const MOST_ASKED = 200;
/** WeCom: a member's status. */
const NOT_ACTIVATED = 4;
const CODES_FOR_PEOPLE = /^(?:48002|60011|60020|95011|95012|95017)$/;

/**
 * What 微信客服 needs, in the order of setting it up: the application's secret and trusted address, accounts handed over, entries on
 * accounts that are there, and for each entry somebody of its ladder who may receive. Without an entry that uses it, faults are notes.
 */
export async function checkKf(wecom: Clients | undefined, config: DeskConfig | undefined): Promise<Finding[]> {
  const entries = (config?.entries ?? []).filter(({ enabled, channel }) => enabled && channel === 'kf');
  const used = entries.length > 0;
  if (!wecom) return used ? [bad('有入口走微信客服，但没有配置 WECOM_*。', 'Entries use 微信客服, but WECOM_* is not set.')] : [];
  // A real read: a token comes from any address and for any secret of the corp, so it proves neither.
  const listed = await wecom.kf.listAccounts();
  if (!listed.ok) {
    const fault = kfFailure(listed, '微信客服接口', '微信客服 API');
    return [used ? fault : { ...fault, level: 'note' }];
  }
  const findings = [good(`微信客服：Secret 属于可调用接口的应用，服务器的 IP 可信，读到 ${listed.body.length} 个客服账号。`, `微信客服: the secret is of an application that may call, this address is trusted; accounts read: ${listed.body.length}.`)];
  if (!config || !used) return findings;

  const servicers = new Map<string, readonly KfServicer[]>();
  for (const account of new Set(entries.flatMap(({ kfAccount }) => kfAccount ?? []))) {
    const fault = accountFault(listed.body, account, entries);
    if (fault) {
      findings.push(fault);
      continue;
    }
    const list = await wecom.kf.listServicers(account);
    if (list.ok) servicers.set(account, list.body);
    else findings.push(kfFailure(list, `客服账号 ${account} 的接待人员`, `Servicers of ${account}`));
  }
  for (const entry of entries) {
    const list = servicers.get(entry.kfAccount ?? '');
    if (list) findings.push(ladderFinding(entry, config, list));
  }
  return [...findings, ...(await strangersOutside(wecom, config, [...servicers.values()].flat()))];
}

function kfFailure(result: CallFailure, zh: string, en: string): Finding {
  const plain = failure(result, 'wecom', zh, en);
  if (result.kind !== 'platform' || !CODES_FOR_PEOPLE.test(String(result.code))) return plain;
  const words = setupWhyWords(`settings:${result.code}`);
  return bad(`${zh}：${words.zh}（${result.code}）`, `${en}: ${words.en} (${result.code})`);
}

function accountFault(accounts: readonly KfAccount[], account: string, entries: readonly Entry[]): Finding | undefined {
  const found = accounts.find((one) => one.account === account);
  if (found?.managed) return undefined;
  const names = entries.filter(({ kfAccount }) => kfAccount === account).map(({ label }) => `「${label.zh}」`).join('');
  const words = kfAccountWords[found ? 'not-ours' : 'gone'];
  return bad(`入口${names}的客服账号 ${found?.name ?? account}：${words.zh}`, `Account ${found?.name ?? account} of ${names}: ${words.en}`);
}

/** An entry nobody of whose ladder receives on its account never reaches anybody: the platform takes no other agent (95014). */
function ladderFinding(entry: Entry, config: DeskConfig, servicers: readonly KfServicer[]): Finding {
  const people = new Map(servicers.flatMap((one) => (one.kind === 'member' ? [[one.userid.toLowerCase(), one.receiving] as const] : [])));
  const asked = askedBy(entry, config);
  const receivers = asked.filter(({ wecomUserId }) => wecomUserId !== undefined && people.has(wecomUserId.toLowerCase()));
  const [zh, en] = [`入口「${entry.label.zh}」`, `Entry “${entry.label.zh}”`];
  if (receivers.length === 0) {
    return servicers.some(({ kind }) => kind === 'department')
      ? note(`${zh}：转接顺序里没有一位单独列为接待人员；部门里有谁、是否在接待，企业微信不告诉我们。请把客服本人加为接待人员。`, `${en}: nobody of its ladder is a servicer by name, and WeCom does not tell who receives through a department. Add the agents themselves.`)
      : bad(`${zh}：转接顺序里没有一位是这个客服账号的接待人员，访客转不到任何人（95014）。请把他们加为接待人员。`, `${en}: nobody of its ladder is a servicer of this account, so visitors reach nobody (95014). Add them as servicers.`);
  }
  const missing = asked.filter((agent) => !receivers.includes(agent)).map(({ name }) => name);
  if (missing.length > 0 && missing.length <= 20 && namesPeople(entry)) {
    return note(`${zh}：${missing.join('、')} 还不是接待人员，轮到时会被跳过。`, `${en}: ${missing.join(', ')} cannot receive on this account and will be passed over.`);
  }
  const receiving = receivers.some(({ wecomUserId }) => people.get(wecomUserId?.toLowerCase() ?? '') === 'receiving');
  return receiving
    ? good(`${zh}：客服账号可用，${receivers.length} 位客服能接待，现在有人在接待。`, `${en}: its account works, ${receivers.length} agents may receive, and somebody does now.`)
    : note(`${zh}：客服账号可用，但现在没有人在接待；请客服在企业微信的“微信客服”里打开接待。`, `${en}: its account works, but nobody receives now; agents switch receiving on in WeCom, 微信客服.`);
}

const namesPeople = (entry: Entry): boolean => entry.ladder.every(({ target }) => target.kind === 'agent' || target.kind === 'group');

/** Agents its ladder may ask, those who are switched off left out. */
function askedBy({ ladder, variants }: Entry, { agents, groups }: DeskConfig): Agent[] {
  const targets = [...ladder, ...variants.flatMap((variant) => variant.ladder)].map(({ target }) => target);
  const everybody = targets.some(({ kind }) => kind === 'anyone' || kind === 'owner');
  const keys = new Set(targets.flatMap((target) => {
    if (target.kind === 'agent') return [target.agent];
    return target.kind === 'group' ? (groups.find(({ key }) => key === target.group)?.members.map(({ agent }) => agent) ?? []) : [];
  }));
  return agents.filter(({ key, disabled }) => !disabled && (everybody || keys.has(key)));
}

/** Servicers must be in the application's visible range. Those who are agents are looked at with the agents. */
async function strangersOutside({ app }: Clients, { agents }: DeskConfig, servicers: readonly KfServicer[]): Promise<Finding[]> {
  const known = new Set(agents.flatMap(({ wecomUserId }) => wecomUserId?.toLowerCase() ?? []));
  const userids = [...new Set(servicers.flatMap((one) => (one.kind === 'member' ? [one.userid] : [])))].filter((userid) => !known.has(userid.toLowerCase()));
  const findings: Finding[] = [];
  for (const userid of userids.slice(0, MOST_ASKED)) {
    const member = await app.getMember(userid);
    if (!member.ok) findings.push(kfFailure(member, `接待人员 ${userid}`, `Servicer ${userid}`));
    else if (member.body.status === NOT_ACTIVATED) findings.push(bad(`接待人员 ${userid} 还没有激活企业微信，不能接待（95014）。`, `Servicer ${userid} has not activated WeCom and cannot receive (95014).`));
  }
  if (userids.length > MOST_ASKED) findings.push(note(`接待人员太多，只看了前 ${MOST_ASKED} 位。`, `Only the first ${MOST_ASKED} servicers were looked at.`));
  return findings;
}

/** `wx.openCustomerServiceChat` fails with `not bind` unless the mini-program is bound to this corp. */
export async function checkBinding({ wechat, wecom }: Platforms, used: boolean): Promise<Finding[]> {
  if (!wechat || !wecom) return [];
  const binding = await wechat.client.workBinding();
  const path = { zh: '请在小程序后台“客服 → 微信客服”绑定企业微信（主体须相同）。', en: 'Bind it in the mini-program’s back office, 客服 → 微信客服 (same legal entity).' };
  const findings: Finding[] = [];
  if (!binding.ok) findings.push(failure(binding, 'wechat', '小程序与企业微信的绑定', 'Binding of the mini-program'));
  else if (binding.body.corpId === '') findings.push(bad(`小程序还没有绑定企业微信，点微信客服入口会失败（not bind）。${path.zh}`, `The mini-program is bound to no corp, so the button fails (not bind). ${path.en}`));
  else if (binding.body.corpId !== wecom.corpId) findings.push(bad(`小程序绑定的是另一个企业（${binding.body.corpId}），不是 WECOM_CORP_ID。${path.zh}`, `The mini-program is bound to another corp (${binding.body.corpId}) than WECOM_CORP_ID. ${path.en}`));
  else findings.push(good('小程序已绑定这个企业微信。', 'The mini-program is bound to this corp.'));
  return used ? findings : findings.map((one): Finding => (one.level === 'bad' ? { ...one, level: 'note' } : one));
}
