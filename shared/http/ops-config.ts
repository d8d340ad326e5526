import { Type, type TSchema } from '@sinclair/typebox';
import { DeskConfig, DeskSettings, Texts } from '../config/desk-config';
import { Entry } from '../config/entry';
import { Words } from '../config/keys';
import { Receipt, ReceiptOutcome } from '../receipt';
import { VisitorFacts } from '../visitor-facts';
import { EntryState } from './visitor';
import { Time } from './time';

const closed = { additionalProperties: false } as const;
const Lines = Type.Object({ zh: Type.Array(Type.String()), en: Type.Array(Type.String()) });

/** Every edit of the draft names the revision it saw; another one in between is a `conflict`. */
export const RevisionQuery = Type.Object({ revision: Type.Integer({ minimum: 0 }) }, closed);
export const RevisionAnswer = Type.Object({ revision: Type.Integer() });
export const KeyParams = Type.Object({ key: Type.String({ maxLength: 64 }) });
export const IdParams = Type.Object({ id: Type.String({ maxLength: 200 }) });

export const listAnswer = <S extends TSchema>(item: S) => Type.Object({ revision: Type.Integer(), items: Type.Array(item) });
export const itemAnswer = <S extends TSchema>(item: S) => Type.Object({ revision: Type.Integer(), item });
/** Named fields only; `null` takes an optional one away. */
export const PatchRequest = Type.Record(Type.String({ maxLength: 40 }), Type.Unknown());
export const OrderRequest = Type.Object({ keys: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 200_000 }) }, closed);

export const DraftAnswer = Type.Object({
  revision: Type.Integer(),
  /** Somebody has saved a change since the last publication. */
  begun: Type.Boolean(),
  by: Type.Optional(Type.String()),
  at: Type.Optional(Type.Integer()),
  config: DeskConfig,
});
export const SettingsAnswer = Type.Object({ revision: Type.Integer(), settings: DeskSettings });
export const TextsAnswer = Type.Object({ revision: Type.Integer(), texts: Texts, defaults: Type.Record(Type.String(), Words) });

export const LintFinding = Type.Object({
  level: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
  code: Type.String(),
  path: Type.String(),
  words: Type.Object({ zh: Type.String(), en: Type.String() }),
});
export const LintAnswer = Type.Object({ revision: Type.Integer(), errors: Type.Integer(), warnings: Type.Integer(), findings: Type.Array(LintFinding) });

export const Difference = Type.Object({
  object: Type.String(),
  change: Type.Union([Type.Literal('added'), Type.Literal('removed'), Type.Literal('changed'), Type.Literal('moved')]),
  fields: Type.Array(Type.String()),
  words: Lines,
});
export const DiffAnswer = Type.Object({ revision: Type.Integer(), differences: Type.Array(Difference) });

export const PublishRequest = Type.Object(
  { revision: Type.Integer({ minimum: 0 }), note: Type.Optional(Type.String({ maxLength: 200 })), at: Type.Optional(Time) },
  closed,
);
export const VersionAnswer = Type.Object({
  version: Type.Integer(), state: Type.String(), revision: Type.Integer(), by: Type.String(), at: Type.Integer(),
  note: Type.Optional(Type.String()), publishAt: Type.Optional(Type.Integer()),
  /** State `blocked`: why it was not published when its time came. */
  faults: Type.Optional(Type.Array(Type.Object({ code: Type.String(), path: Type.String(), words: Type.Object({ zh: Type.String(), en: Type.String() }) }))),
});
export const VersionsAnswer = Type.Object({ versions: Type.Array(VersionAnswer) });
export const VersionParams = Type.Object({ version: Type.String({ pattern: '^[0-9]{1,12}$' }) });

export const PreviewRequest = Type.Object(
  {
    entry: Type.String({ maxLength: 64 }),
    visitor: Type.Optional(Type.String({ maxLength: 64 })),
    facts: Type.Optional(VisitorFacts),
    at: Type.Optional(Time),
    source: Type.Union([Type.Literal('published'), Type.Literal('draft')], { default: 'published' }),
    /** An entry as it stands in a form: for this question alone it takes the place of the one of its key in the draft, or joins it. */
    tried: Type.Optional(Entry),
  },
  closed,
);
export const PreviewAnswer = Type.Object({
  entry: Type.String(), outcome: ReceiptOutcome, agent: Type.Optional(Type.Object({ key: Type.String(), name: Type.String() })),
  receipt: Receipt, lines: Lines, state: EntryState,
  /** With `tried`: what the check says of it; paths begin at the entry. */
  findings: Type.Optional(Type.Array(LintFinding)),
});

export const ReplayQuery = Type.Object(
  {
    entry: Type.Optional(Type.String({ maxLength: 64 })), from: Type.Optional(Time), to: Type.Optional(Time),
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 200 }),
  },
  closed,
);
const PastResult = Type.Object({ outcome: Type.Union([ReceiptOutcome, Type.Literal('no-entry')]), agent: Type.Optional(Type.String()) });
export const ReplayAnswer = Type.Object({
  revision: Type.Integer(), taps: Type.Integer(), differing: Type.Integer(), certain: Type.Integer(),
  differences: Type.Array(Type.Object({
    conversation: Type.String(), at: Type.Integer(), entry: Type.String(), was: PastResult, would: PastResult, certain: Type.Boolean(), lines: Type.Optional(Lines),
  })),
});

/** A file as exported can be sent back as it is. */
export const ConfigFile = Type.Object(
  { format: Type.Optional(Type.Literal('zhida-config')), config: Type.Unknown() },
  closed,
);
export const SourceQuery = Type.Object({ source: Type.Union([Type.Literal('published'), Type.Literal('draft')], { default: 'draft' }) }, closed);
/** `preview`: says what it would change and what the check would find, and changes nothing. */
const into = Type.Union([Type.Literal('draft'), Type.Literal('preview')], { default: 'draft', description: 'preview：只看会改什么 / only look at what it would change' });
export const ImportQuery = Type.Object({ revision: Type.Integer({ minimum: 0 }), into }, closed);
export const CsvImportQuery = Type.Object(
  { revision: Type.Integer({ minimum: 0 }), into, mode: Type.Union([Type.Literal('merge'), Type.Literal('replace')], { default: 'merge' }) },
  closed,
);
export const ImportAnswer = Type.Object({ revision: Type.Integer(), differences: Type.Array(Difference), findings: Type.Array(LintFinding) });
