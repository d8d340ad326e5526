import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { causes } from '../../shared/causes';
import type { Agent, Group } from '../../shared/config/agent';
import { defaultSettings, type DeskConfig, type DeskSettings } from '../../shared/config/desk-config';
import type { ChannelKind, Entry } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import type { Hours } from '../../shared/config/hours';
import type { MessageBody } from '../../shared/message';
import type { Outcome } from '../../shared/outcome';
import type { AgentChannel, Piece } from '../../server/agent-channels/agent-channel';
import type { Alarm } from '../../server/alarms/alarm';
import type { Appointed, Channel, ToVisitor } from '../../server/channels/channel';
import { openDesk, type Desk } from '../../server/desk/desk';
import { openDiskFiles } from '../../server/stores/disk/files';
import type { Live } from '../../server/stores/live';
import { createMemoryLive } from '../../server/stores/memory/live';
import type { Records } from '../../server/stores/records';
import type { WebhookSender } from '../../server/webhooks/webhook-port';
import { createNewId, idFor } from '../../server/wiring/ids';
import { openRecordsHere } from '../stores/sqlite/records-here';

export const APPID = 'wx0000000000000001';

/** A desk with real records, a clock that is turned by hand and platforms that write down what reaches them. */
export interface Floor {
  desk: Desk;
  records: Records;
  clock: { now: number; pass(ms: number): void };
  /** What reached visitors' phones, in order. */
  phone: { openid: string; body: MessageBody }[];
  /** What reached agents in WeCom, in order. */
  wecom: { address: string; piece: Piece }[];
  cardUpdates: { responseCode: string; words: string }[];
  alarms: Alarm[];
  /** What the log was warned of. */
  warnings: string[];
  live: Live;
  /** What the platform answers to the next deliveries to visitors; empty: sent. */
  outcomes: Outcome[];
  /** What the platform answers when agents are told something next (empty: sent, and it arrives), and where longer texts are split. */
  telling: { outcomes: Outcome[]; pieceLength: number };
  /** What the platform answers when it is told who answers a visitor; empty: sent. */
  appointments: Appointed[];
  enter(openid: string, entry?: string, key?: string): Promise<Conversation>;
  /** The same, with whatever the desk answers, on any channel and as of any time; nothing that follows is waited for. */
  tap(openid: string, entry: string, more?: { channel?: ChannelKind; at?: number; key?: string }): ReturnType<Desk['visitor']['takeIn']>;
  say(openid: string, text: string, key?: string): Promise<Conversation>;
  /** Until everything that follows by itself is done and sent. */
  settle(): Promise<void>;
  /** The clock moves on and the sweep looks around. */
  later(ms: number): Promise<void>;
  conversation(id: string): Promise<Conversation>;
  publish(change: (config: DeskConfig) => void): Promise<void>;
  online(...agents: string[]): Promise<void>;
  /** Another node: its own desk on the same records and the same live state. */
  another(): Promise<Desk>;
  /** The process has died; a new one begins on the same records. The floor's own desk is that one from then on. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const agent = (key: string, more: Partial<Agent> = {}): Agent => ({ key, name: key.toUpperCase(), wecomUserId: `w-${key}`, disabled: false, ...more });
export const group = (key: string, members: string[], more: Partial<Group> = {}): Group => ({
  key, name: key, strategy: 'least-busy', members: members.map((one) => ({ agent: one })), ...more,
});
type Step = Entry['ladder'][number];
export const toAgent = (key: string, more: Partial<Step> = {}): Step => ({ target: { kind: 'agent', agent: key }, respectCapacity: true, acceptAway: false, ringSeconds: 60, ...more });
export const toGroup = (key: string, more: Partial<Step> = {}): Step => ({ target: { kind: 'group', group: key }, respectCapacity: true, acceptAway: false, ringSeconds: 60, ...more });
export const entry = (key: string, ladder: Step[], more: Partial<Entry> = {}): Entry => ({
  key, site: 'shop', label: { zh: key }, channel: 'contact', enabled: true, isDefault: false, ladder, variants: [],
  overflow: { kind: 'queue', maxWaitSeconds: 600 }, designatedOutsideHours: false, preferLastAgent: false, priority: 0,
  ageingSeconds: 120, maxWaiting: 50, idleMinutes: 60, silentSeconds: 120, ...more,
});

export interface Plan {
  agents: Agent[];
  groups?: Group[];
  entries: Entry[];
  hours?: Hours[];
  settings?: Partial<DeskSettings>;
  /** Absent: every event arrives. */
  webhookSender?: WebhookSender;
  /** The agents' platform shows a text sent twice once, for ten minutes. */
  repeats?: boolean;
  /** A platform whose agents answer in its own client. */
  kf?: (now: () => number) => Channel;
  /** Absent: no address is of a known region. */
  regionOf?: (address: string) => string | undefined;
  /** What the floor's own desk sees of the records. */
  seenBy?: (records: Records) => Records;
  /** Where errors go; absent: the test fails. */
  errors?: string[];
}

export async function openFloor(plan: Plan): Promise<Floor> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhida-desk-'));
  const records = await openRecordsHere(dataDir);
  const clock = { now: Date.UTC(2026, 0, 7, 4), pass(ms: number) { clock.now += ms; } };
  const newId = createNewId(() => clock.now);
  const phone: Floor['phone'] = [];
  const wecom: Floor['wecom'] = [];
  const cardUpdates: Floor['cardUpdates'] = [];
  const alarms: Alarm[] = [];
  const outcomes: Outcome[] = [];
  const telling: Floor['telling'] = { outcomes: [], pieceLength: 10_000 };
  const repeats = plan.repeats ?? false;
  const appointments: Appointed[] = [];
  const warnings: string[] = [];
  let ids = 0;

  const channel = (kind: ChannelKind): Channel => ({
    kind, capabilities: [], ...(kind === 'chat' && { readsHere: true }),
    invite: () => ({ kind: 'unavailable' }),
    appoint: async () => appointments.shift() ?? { kind: 'sent' },
    parts: (body) => (body.kind === 'text' ? Math.max(1, Math.ceil(Buffer.byteLength(body.text) / 2048)) : 1),
    async deliver(delivery: ToVisitor) {
      const outcome = outcomes.shift() ?? { kind: 'sent' };
      if (outcome.kind === 'sent') phone.push({ openid: delivery.identity.subject, body: delivery.body });
      return outcome;
    },
  });
  const agentChannel: AgentChannel = {
    kind: 'wecom-app', perMinute: 28,
    async tell(address, piece) {
      const outcome = telling.outcomes.shift();
      if (outcome !== undefined) return outcome;
      wecom.push({ address, piece });
      return { kind: 'sent', ...(piece.form === 'card' && { responseCode: `rc-${piece.id}` }) };
    },
    async update(_address, responseCode, words) {
      cardUpdates.push({ responseCode, words });
      return { kind: 'sent' };
    },
    read: () => [],
    fetchMedia: async () => undefined,
    split: (text) => [...text].flatMap((_, at, all) => (at % telling.pieceLength === 0 ? [all.slice(at, at + telling.pieceLength).join('')] : [])),
    repeatable: (piece, agoMs) => piece.form === 'card' || (repeats && piece.form === 'text' && piece.id !== undefined && agoMs < 600_000),
  };
  const kf = plan.kf?.(() => clock.now);
  const live = createMemoryLive({ now: () => clock.now });
  const files = await openDiskFiles({ dataDir, now: () => clock.now });
  let woken = false;
  const failed = (facts: object, text: string): void => {
    const told = `${text}: ${JSON.stringify(facts, (_, value: unknown) => (value instanceof Error ? value.stack : value))}`;
    if (!plan.errors) throw new Error(told);
    plan.errors.push(told);
  };
  const open = (node: string, seen = records): Promise<Desk> => openDesk(
    {
      records: seen, live, files, channels: { contact: channel('contact'), chat: channel('chat'), ...(kf && { kf }) }, agentChannel,
      ...(plan.regionOf && { regionOf: plan.regionOf }),
      webhookSender: plan.webhookSender ?? { post: async () => ({ kind: 'sent' }), allows: async () => true },
      alarms: { raise: (alarm) => alarms.push(alarm) },
      times: {
        unstable: 30_000, gone: 75_000, receiving: 180_000, pull: 300_000, receivers: 60_000, quiet: 5_000, answeredGrace: 180_000, transferAsk: 30_000, waitingCard: 10_000, current: 1_800_000,
        visitorAway: 600_000, noticeAgain: 900_000, dutyWarning: 600_000, deliveryLease: 60_000, entryState: 0,
      },
      log: { info: () => undefined, warn: (_, text) => warnings.push(text), error: failed },
      now: () => clock.now, newId, idFor, node,
    },
    { outbox: () => { woken = true; }, sweep: () => undefined, pull: () => undefined },
  );
  let desk = await open('one', plan.seenBy?.(records));
  const others: Desk[] = [];

  async function settle(): Promise<void> {
    do {
      woken = false;
      for (const one of [desk, ...others]) await one.ctx.background.settled();
      while ((await desk.loops.deliverDue()) > 0) await desk.settled();
    } while (woken);
  }

  async function publish(change: (config: DeskConfig) => void): Promise<void> {
    const draft = await records.config.draft();
    const config: DeskConfig = structuredClone(draft?.config ?? (await records.config.published())?.config ?? {
      settings: { ...defaultSettings, ...plan.settings }, sites: [{ key: 'shop', name: 'Shop', kind: 'mini-program', appId: APPID, origins: [] }],
      hours: plan.hours ?? [], agents: plan.agents, groups: plan.groups ?? [], entries: plan.entries, texts: {},
    });
    change(config);
    const audit = { id: newId(), at: clock.now, by: 'test', role: 'admin', action: 'publish', object: 'config' };
    const saved = await records.config.saveDraft({ config, revision: draft?.revision ?? 0, by: 'test', now: clock.now, audit });
    if (saved.kind !== 'saved') throw new Error('the draft was in conflict');
    await records.config.publish({ revision: saved.draft.revision, by: 'test', now: clock.now, audit: { ...audit, id: newId() } });
    for (const one of [desk, ...others]) await one.ctx.published.refresh();
    await settle();
  }

  await publish((config) => {
    if (!config.entries.some((one) => one.isDefault) && config.entries[0]) config.entries[0].isDefault = true;
  });
  // As a server does when it starts.
  await desk.loops.sweep();
  const identity = (openid: string) => ({ provider: 'wechat', account: APPID, subject: openid });

  return {
    get desk() { return desk; },
    records, live, clock, phone, wecom, cardUpdates, alarms, warnings, outcomes, telling, appointments, settle, publish,
    tap: (openid, key, { channel: kind = 'contact', at = clock.now, key: eventKey = `e:${ids += 1}` } = {}) =>
      desk.visitor.takeIn(kind, { kind: 'entered', key: eventKey, identity: identity(openid), at, ticket: { entry: key, genuine: true } }),
    async enter(openid, key, eventKey = `e:${ids += 1}`) {
      const entered = await desk.visitor.takeIn('contact', {
        kind: 'entered', key: eventKey, identity: identity(openid), at: clock.now, ticket: { ...(key !== undefined && { entry: key }), genuine: true },
      });
      await settle();
      if (!('conversation' in entered)) throw new Error('nothing was opened');
      return conversation(entered.conversation.id);
    },
    async say(openid, text, key = `m:${ids += 1}`) {
      const received = await desk.visitor.takeIn('contact', { kind: 'said', key, identity: identity(openid), at: clock.now, body: { kind: 'text', text } });
      await settle();
      if (!('conversation' in received)) throw new Error('nothing was stored');
      return conversation(received.conversation.id);
    },
    async later(ms) {
      clock.pass(ms);
      await desk.loops.sweep();
      await settle();
    },
    conversation,
    async online(...agents) {
      for (const one of agents) await desk.agent.setStatus({ agent: one, status: 'online', by: one, duty: true });
      await settle();
    },
    async another() {
      const one = await open(`node-${others.length + 2}`);
      others.push(one);
      return one;
    },
    async restart() {
      others.push(desk);
      desk = await open(`one-after-${others.length}`, plan.seenBy?.(records));
    },
    async close() {
      await everyCauseHasWords();
      for (const one of [desk, ...others]) await one.stop();
      await records.close();
      await live.close();
      await files.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };

  /** People read why in words: whatever a test made happen, no code may be left over. */
  async function everyCauseHasWords(): Promise<void> {
    const decided = await records.conversations.receipts({ limit: 1000 });
    const codes = decided.map(({ cause }) => cause).filter((cause) => !Object.hasOwn(causes, cause));
    const said = wecom.flatMap(({ piece }) => (piece.form === 'text' && /（[a-z-]+）/.test(piece.text) ? [piece.text] : []));
    if (codes.length + said.length > 0) throw new Error(`without words: ${[...codes, ...said].join(', ')}`);
  }

  async function conversation(id: string): Promise<Conversation> {
    const found = await records.conversations.get(id);
    if (!found) throw new Error(`no conversation ${id}`);
    return found;
  }
}
