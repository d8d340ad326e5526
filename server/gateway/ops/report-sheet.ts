import type { ReportAnswer, ReportBy, ReportCounts, ReportRow } from '../../../shared/http/figures';
import { writeCsv } from './csv-cells';

type Language = 'zh' | 'en';
interface Column {
  zh: string;
  en: string;
  cell(row: ReportRow, language: Language): string | number | undefined;
}

const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : Math.round(ms / 1000));
const keptPercent = ({ named, kept }: ReportCounts): number | undefined => (named === 0 ? undefined : Math.round((kept / named) * 1000) / 10);

const besideLadder = { 'by-hand': { zh: '人工接入或转接', en: 'by hand' }, 'nobody': { zh: '没有人', en: 'nobody' } } as const;
const stepWords = (step: ReportRow['step'], language: Language): string | number | undefined => (typeof step === 'string' ? besideLadder[step][language] : step === undefined ? undefined : step + 1);

const counted: Column[] = [
  { zh: '会话', en: 'conversations', cell: (row) => row.conversations },
  { zh: '有人回复', en: 'answered', cell: (row) => row.answered },
  { zh: '找指定客服', en: 'asked for a named person', cell: (row) => row.named },
  { zh: '由本人接待', en: 'answered by that person', cell: (row) => row.kept },
  { zh: '由本人接待 %', en: 'answered by that person %', cell: keptPercent },
  { zh: '首次回复中位数（秒）', en: 'first reply median (s)', cell: (row) => seconds(row.firstReply?.medianMs) },
  { zh: '首次回复 90%（秒）', en: 'first reply p90 (s)', cell: (row) => seconds(row.firstReply?.p90Ms) },
  { zh: '等待中位数（秒）', en: 'wait median (s)', cell: (row) => seconds(row.wait?.medianMs) },
  { zh: '等待 90%（秒）', en: 'wait p90 (s)', cell: (row) => seconds(row.wait?.p90Ms) },
  { zh: '未及时回复', en: 'missed', cell: (row) => row.missed },
  { zh: '转接', en: 'passed on', cell: (row) => row.transferred },
  { zh: '留言', en: 'left messages', cell: (row) => row.left },
  { zh: '无人回复就结束', en: 'ended unanswered', cell: (row) => row.unanswered },
  { zh: '评价数', en: 'surveys', cell: (row) => row.survey?.count },
  { zh: '平均分', en: 'mean stars', cell: (row) => row.survey?.mean },
];

const step: Column = { zh: '转接顺序第几步', en: 'step', cell: (row, language) => stepWords(row.step, language) };
const titles: Record<ReportBy, Column[]> = {
  entry: [{ zh: '入口', en: 'entry', cell: nameOf }],
  agent: [{ zh: '客服', en: 'agent', cell: nameOf }],
  step: [{ zh: '入口', en: 'entry', cell: nameOf }, step],
};

function nameOf({ key, name }: ReportRow, language: Language): string {
  return name?.[language] ?? name?.zh ?? key;
}

/** A report as a spreadsheet, the last line being all of it. */
export function writeReport({ by, rows, all }: ReportAnswer, language: Language): string {
  const columns: Column[] = [{ zh: '编号', en: 'key', cell: (row) => row.key }, ...titles[by], ...counted];
  const total: ReportRow = { key: '', name: { zh: '合计', en: 'all' }, ...all };
  return writeCsv(columns.map((column) => column[language]), [...rows, total].map((row) => columns.map((column) => String(column.cell(row, language) ?? ''))));
}
