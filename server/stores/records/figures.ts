/** Numbers of the conversations that began in a stretch of time. */
export interface PeriodFigures {
  /** Everybody who came. */
  visitors: number;
  /** Those in which the visitor said something. */
  conversations: number;
  /** Answered and over by `until`, and how long that took together: from the first reply to the end, or to the last word where silence ended it. */
  served: number;
  servedMs: number;
  /** The most agents online at once, of the times they were counted. */
  mostAgents?: number;
}

/** Who was there at a moment. */
export interface HeadCount {
  agents: number;
  visitors: number;
}

/** A conversation as reports count it; its decisions in their order. */
export interface ToldConversation {
  id: string;
  openedAt: number;
  entry: string;
  closed: boolean;
  /** The visitor's first word; absent once his words are removed. */
  firstWordAt?: number;
  firstReplyAt?: number;
  left: boolean;
  survey?: { stars: number; agent?: string };
  decisions: ToldDecision[];
}

/** `agent`: it was his from then on; `former`: whose it was. `step`: -1 by hand. */
export interface ToldDecision {
  at: number;
  entry: string;
  outcome: string;
  cause: string;
  agent?: string;
  former?: string;
  named?: string;
  step?: number;
}

/** Numbers for people. Each read looks at the rows of the time it names and at no others. */
export interface FigureRecords {
  period(stretch: { from: number; to: number; until: number }): Promise<PeriodFigures>;
  /** Conversations begun in that time in which the visitor said something, oldest first, those after `after`, at most `limit`. */
  told(stretch: { from: number; to: number; after?: { openedAt: number; id: string }; limit: number }): Promise<ToldConversation[]>;
  /** Visitors who wait or are being served. */
  openVisitors(): Promise<number>;
  /** The last count at or before `at` that is not older than `since`. */
  headCount(at: number, since: number): Promise<HeadCount | undefined>;
  /** Keeps a count, the first of its moment, and forgets those before `forget`. */
  keepHeadCount(count: HeadCount & { at: number; forget: number }): Promise<void>;
}
