import { causeIn } from '../../shared/causes';
import type { Target } from '../../shared/config/entry';
import type { CandidateVerdict, Receipt, StepReceipt, Verdict } from '../../shared/receipt';
import { defaultTexts, fill } from '../../shared/texts';
import { NOT_RECEIVING } from './eligibility';
import { joints, lineWords, notReceivingWords, outcomeWords, verdictWords, type Lang } from './explain-words';

const MINUTE = 60_000;

/** What a key is called on the screen. */
export type Name = (key: string) => string;

/** One line for the agent: why this conversation is his. */
export function explainLine(receipt: Receipt, lang: Lang, agentName: Name): string {
  const { comma, colon } = joints[lang];
  const cause = causeIn(receipt.cause, lang);
  const parts = [reasonFor(receipt, lang, agentName)];
  if (wentAboveLimit(receipt)) parts.push(lineWords.aboveLimit[lang]);
  return `${cause}${colon}${parts.join(comma)}`;
}

/** All of it for ops: the outcome, what held for the whole decision, then one line for each step of the ladder. */
export function explainSteps(receipt: Receipt, lang: Lang, names: { agent: Name; group: Name }): string[] {
  const { colon } = joints[lang];
  const lines = [`${causeIn(receipt.cause, lang)}${colon}${outcomeOf(receipt, lang, names.agent)}`];
  if (receipt.by !== undefined) lines.push(fill(lineWords.by[lang], { by: names.agent(receipt.by) }));
  if (receipt.standsInFor !== undefined || receipt.lastAgent) lines.push(reasonFor(receipt, lang, names.agent));
  if (wentAboveLimit(receipt)) lines.push(lineWords.aboveLimit[lang]);
  if (receipt.variant !== undefined) lines.push(fill(lineWords.variant[lang], { variant: receipt.variant + 1 }));
  if (receipt.hoursUnknown) lines.push(lineWords.hoursUnknown[lang]);
  return [...lines, ...receipt.steps.map((step) => stepLine(step, receipt.at, lang, names))];
}

/** The visitor's polite form: who serves him and for whom; undefined when nobody does. It tells nothing about others. */
export function explainToVisitor(receipt: Receipt, lang: Lang, agentName: Name): string | undefined {
  const { winner, standsInFor } = receipt;
  if (!winner) return undefined;
  const agent = agentName(winner.agent);
  if (standsInFor === undefined) return fill(defaultTexts.joined[lang], { agent });
  return fill(defaultTexts.standIn[lang], { agent, designated: agentName(standsInFor) });
}

/** A verdict in words, such as "offline 12 min" or "full 5/5". @param at when the receipt was written, ms since 1970 */
export function explainVerdict(found: CandidateVerdict, at: number, lang: Lang): string {
  const { open, close } = joints[lang];
  const words = found.verdict === 'no-lease' && found.code === NOT_RECEIVING ? notReceivingWords : verdictWords[found.verdict];
  return fill(words[lang], {
    for: found.since === undefined ? '' : ` ${duration(at - found.since, lang)}`,
    seats: found.limit === undefined ? '' : ` ${found.load ?? 0}/${found.limit}`,
    code: found.code === undefined ? '' : `${open}${found.code}${close}`,
  });
}

function outcomeOf(receipt: Receipt, lang: Lang, agentName: Name): string {
  const agent = receipt.winner && agentName(receipt.winner.agent);
  return fill(outcomeWords[receipt.outcome][lang], { agent, step: receipt.winner && receipt.winner.step + 1 });
}

function reasonFor(receipt: Receipt, lang: Lang, agentName: Name): string {
  const { winner, standsInFor, outcome } = receipt;
  if (!winner || outcome === 'taken' || outcome === 'transferred') return outcomeOf(receipt, lang, agentName);
  const agent = agentName(winner.agent);
  if (standsInFor !== undefined) {
    return fill(lineWords.standsIn[lang], { designated: agentName(standsInFor), why: whyNot(receipt, standsInFor, lang) });
  }
  if (receipt.lastAgent) return fill(lineWords.lastAgent[lang], { agent });
  const target = receipt.steps[winner.step]?.target.kind;
  if (target === 'agent' || target === 'owner') return fill(lineWords.designated[lang], { agent });
  return fill(winner.step === 0 ? lineWords.ladder[lang] : lineWords.ladderLater[lang], { step: winner.step + 1 });
}

function whyNot(receipt: Receipt, agent: string, lang: Lang): string {
  for (const { verdicts } of receipt.steps) {
    const found = verdicts.find((v) => v.agent === agent);
    if (found) return explainVerdict(found, receipt.at, lang);
  }
  return lineWords.unavailable[lang];
}

function wentAboveLimit({ winner, steps, aboveLimit }: Receipt): boolean {
  if (aboveLimit) return true;
  const found = winner && steps[winner.step]?.verdicts.find((v) => v.agent === winner.agent);
  return found?.verdict === 'available-above-limit';
}

function stepLine(step: StepReceipt, at: number, lang: Lang, names: { agent: Name; group: Name }): string {
  const { comma } = joints[lang];
  const said = step.verdicts.map((v) => `${names.agent(v.agent)} ${explainVerdict(v, at, lang)}`);
  if (step.counts) said.push(countsLine(step.counts, lang));
  const verdicts = !step.asked ? lineWords.notAsked[lang] : said.length === 0 ? lineWords.nobody[lang] : said.join(comma);
  return fill(lineWords.step[lang], { step: step.step + 1, target: targetName(step.target, lang, names), verdicts });
}

function countsLine(counts: Readonly<Record<string, number>>, lang: Lang): string {
  const parts = Object.entries(counts).map(([verdict, count]) => `${isVerdict(verdict) ? fill(verdictWords[verdict][lang], {}) : verdict} ${count}`);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return fill(lineWords.more[lang], { total, counts: parts.join(joints[lang].comma) });
}

function isVerdict(word: string): word is Verdict {
  return Object.hasOwn(verdictWords, word);
}

function targetName(target: Target, lang: Lang, names: { agent: Name; group: Name }): string {
  switch (target.kind) {
    case 'agent':
      return names.agent(target.agent);
    case 'group':
      return fill(lineWords.group[lang], { group: names.group(target.group) });
    case 'owner':
    case 'anyone':
      return lineWords[target.kind][lang];
  }
}

/** Rough, for reading: minutes below two hours, hours below two days, then days. */
function duration(ms: number, lang: Lang): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE));
  if (minutes < 120) return lang === 'zh' ? `${minutes} 分钟` : `${minutes} min`;
  if (minutes < 2880) return lang === 'zh' ? `${Math.floor(minutes / 60)} 小时` : `${Math.floor(minutes / 60)} h`;
  return lang === 'zh' ? `${Math.floor(minutes / 1440)} 天` : `${Math.floor(minutes / 1440)} d`;
}
