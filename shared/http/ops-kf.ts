import { Type } from '@sinclair/typebox';
import { ChannelKind } from '../config/entry';
import { Key, Words } from '../config/keys';

const closed = { additionalProperties: false } as const;

/** An account of 微信客服 as WeCom names it (open_kfid). */
const KfAccountId = Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$', description: '客服账号 open_kfid / id of the account' });
export const KfAccountParams = Type.Object({ account: KfAccountId });

export const KfAccountsAnswer = Type.Object({
  /** Of the draft, for linking. */
  revision: Type.Integer(),
  accounts: Type.Array(Type.Object({
    account: Type.String(),
    name: Type.Optional(Type.String()),
    state: Type.Union([Type.Literal('ours'), Type.Literal('not-ours'), Type.Literal('gone')], { description: '是否已交给本应用 / handed to our application, not yet, or no longer there' }),
    words: Words,
    entries: Type.Array(Type.Object({
      key: Type.String(), site: Type.String(), label: Words, channel: ChannelKind, enabled: Type.Boolean(),
      linked: Type.Boolean({ description: '有能识别入口的链接 / has a link that tells the entry' }),
      draft: Type.Boolean(), published: Type.Boolean(),
    })),
  })),
});

const MissingReceiver = Type.Object({
  agent: Type.String(), name: Type.String(), why: Type.Union([Type.Literal('not-added'), Type.Literal('no-wecom-user')]), words: Words,
});

/** `channel`: switches the entry to 微信客服 with the same save. */
export const KfLinkRequest = Type.Object({ account: KfAccountId, channel: Type.Optional(Type.Literal('kf')) }, closed);
export const KfLinkAnswer = Type.Object({
  revision: Type.Integer(), entry: Type.String(), account: Type.String(), url: Type.String(),
  changed: Type.Boolean({ description: 'false：本来就是这样，没有新修订 / it was so already, no new revision' }),
  missing: Type.Optional(Type.Array(MissingReceiver, { description: '这个入口要找、却不是接待人员的客服；没有这一项：没能核对 / asked by this entry and no receivers of the account; absent: it could not be checked' })),
  nobody: Type.Optional(Words),
  unchecked: Type.Optional(Type.Object({ why: Type.String(), words: Words }, { description: '没能向企业微信核对 / WeCom could not be asked' })),
});

export const KfReceiversAnswer = Type.Object({
  account: Type.String(),
  name: Type.String(),
  receivers: Type.Array(Type.Object({
    userid: Type.String(),
    receiving: Type.Union([Type.Literal('receiving'), Type.Literal('suspended'), Type.Literal('stopped'), Type.Literal('unknown')]),
    words: Words,
    agent: Type.Optional(Type.Object({ key: Type.String(), name: Type.String(), disabled: Type.Boolean() })),
    named: Type.Boolean({ description: '用这个账号的入口指定了他（或他的组） / named by an entry of the account' }),
  })),
  missing: Type.Array(MissingReceiver, { description: '入口指定了、却不在接待人员里的客服 / named by entries of the account and no receivers of it' }),
  anyone: Type.Boolean(),
});

export const KfReceiversRequest = Type.Object({ agents: Type.Array(Key, { minItems: 1, maxItems: 500, uniqueItems: true }) }, closed);
export const KfReceiversChangeAnswer = Type.Object({
  results: Type.Array(Type.Object({
    agent: Type.String(), name: Type.String(), userid: Type.String(), done: Type.Boolean(), why: Type.Optional(Type.String()), words: Type.Optional(Words),
  })),
});
