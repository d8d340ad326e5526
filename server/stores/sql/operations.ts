import type { Records } from '../records';
import type { AgentRecords } from '../records/agents';
import type { CannedRecords } from '../records/canned';
import type { ConfigRecords } from '../records/config';
import type { ConversationRecords } from '../records/conversations';
import type { Outbox } from '../records/delivery';
import type { FigureRecords } from '../records/figures';
import type { FileRecords } from '../records/files';
import type { NativeRecords } from '../records/native';
import type { PeopleRecords } from '../records/people';
import type { SecondFactorRecords } from '../records/second-factors';
import type { SurveyRecords } from '../records/surveys';
import type { VisitRecords } from '../records/visits';
import type { WorkbenchRecords } from '../records/workbench';
import type { Operation } from './statement';

type Shape<Method> = Method extends (...args: infer Args) => Promise<infer Result> ? { args: Args; result: Result } : never;
type Named<Part extends keyof Records, Port> = { [Method in keyof Port & string as `${Part}.${Method}`]: Shape<Port[Method]> };

/** Every method of the port as `part.method`, with its arguments and result. */
export type All = Named<'conversations', ConversationRecords> & Named<'outbox', Outbox> & Named<'agents', AgentRecords>
  & Named<'config', ConfigRecords> & Named<'people', PeopleRecords> & Named<'native', NativeRecords>
  & Named<'surveys', SurveyRecords> & Named<'visits', VisitRecords> & Named<'files', FileRecords>
  & Named<'workbench', WorkbenchRecords> & Named<'canned', CannedRecords> & Named<'figures', FigureRecords>
  & Named<'secondFactors', SecondFactorRecords>;

/** Those that change nothing. All others are writes. */
export type ReadName =
  | `conversations.${'get' | 'find' | 'openOf' | 'since' | 'before' | 'replied' | 'waiting' | 'waitingCounts' | 'place' | 'served'
    | 'overdue' | 'transferAsked' | 'ofAgent' | 'lastAgent' | 'receipts' | 'list'}`
  | `outbox.${'list' | 'counts'}`
  | `agents.${'states' | 'actOf' | 'leastLoaded' | 'loaded' | 'all' | 'turn' | 'cards' | 'dutyOver' | 'toldWaiting'}`
  | `config.${'published' | 'publishedVersion' | 'draft' | 'scheduledDue' | 'versions' | 'version' | 'audits'}`
  | `people.${'visitorKnownAs' | 'visitorById' | 'identities' | 'visitors' | 'allowance' | 'exportVisitor' | 'staffByLogin' | 'staffById' | 'staff'
    | 'staffSession' | 'visitorSession' | 'sessionsOf' | 'siteSecrets' | 'apiKey' | 'apiKeys' | 'webhooks' | 'leftMessages'}`
  | `native.${'cursor' | 'todo' | 'seat' | 'unseated'}`
  | 'surveys.of'
  | `visits.${'log' | 'unread' | 'own' | 'reach' | 'due'}`
  | `workbench.${'lines' | 'linesOf' | 'transfers' | 'mostUsedTags' | 'search'}`
  | `canned.${'seenBy' | 'shared'}`
  | `secondFactors.${'of' | 'holders'}`
  | `figures.${'period' | 'told' | 'openVisitors' | 'headCount'}`;
export type WriteName = Exclude<keyof All, ReadName>;

/** A table of operations, as a driver runs them. */
export type Table<Names extends keyof All> = { [N in Names]: (...args: All[N]['args']) => Operation<All[N]['result']> };

/** The names of one part, for the file that holds its operations. */
export type ReadsOf<Part extends keyof Records> = Extract<ReadName, `${Part}.${string}`>;
export type WritesOf<Part extends keyof Records> = Extract<WriteName, `${Part}.${string}`>;
