import type { HomeAnswer, ReportAnswer, ReportQuery } from '../../../shared/http/figures';
import type { Send } from '../../frame/api/send';

/** Numbers for people: how it goes now, and how it went. */
export const figuresApi = (send: Send) => ({
  home: () => send<HomeAnswer>('GET', '/api/ops/home'),
  report: (query: ReportQuery) => send<ReportAnswer>('GET', '/api/ops/reports', { query: { ...query } }),
});

/** Where the same report is read as a spreadsheet. */
export const reportFile = (query: ReportQuery): string => `/api/ops/reports.csv?${new URLSearchParams({ ...query }).toString()}`;
