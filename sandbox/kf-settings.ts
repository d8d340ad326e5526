import { Type } from '@sinclair/typebox';

const closed = { additionalProperties: false };
const oneOf = <A extends string, B extends string>(a: A, b: B) => Type.Union([Type.Literal(a), Type.Literal(b)], { default: a });
const count = (preset: number) => Type.Integer({ minimum: 0, default: preset });
const code = (preset: number) => Type.Integer({ default: preset });
const off = Type.Boolean({ default: false });
const on = Type.Boolean({ default: true });

/** The pretend 微信客服. Where the vendor leaves two readings, the default is the one a client finds harder. */
export const KfSettings = Type.Object({
  /** There from the start and after every reset; an empty openKfId = none. A servicer counts from the moment such a member exists. */
  defaultAccount: Type.Object({
    openKfId: Type.String({ pattern: '^(wk[0-9A-Za-z_-]{30})?$' }),
    name: Type.String(),
    servicers: Type.Array(Type.String()),
  }, { ...closed, default: { openKfId: 'wkSandboxDefaultAccount000000001', name: '在线客服', servicers: ['li', 'wang', 'chen'] } }),
  /** Accounts a corp may have (95005). */
  accountLimit: count(5000),
  /** The app's secret belongs to the other operating mode: every kf call answers this code. 0 = the right one. */
  wrongMode: Type.Union([Type.Literal(0), Type.Literal(95011), Type.Literal(95012)], { default: 0 }),
  /** Sending and moving on an account not handed to the app. The vendor prints no code. */
  unmanagedErrcode: code(48002),

  /** Whether service_state/trans may end a session in the states 0, 1 and 2; off: 95016. */
  allowEndFromAny: off,
  /** Whether send_msg in state 0 answers 95018, as seen in WeCom mode; the vendor's text allows it. */
  strictState0: on,
  /** split: 95019 for stopped and suspended servicers, 95014 for the others. */
  unavailableCode: oneOf('split', 'both95014'),
  /** What the 48 hours of a session are counted from. */
  sessionEnds: oneOf('afterLastMessage', 'afterStart'),

  /** doc: only when the visitor neither wrote nor got a welcome within 48 h. */
  welcomePolicy: oneOf('doc', 'everyEntry'),
  /** The console has its own welcome: no welcome_code at all. */
  nativeWelcome: off,
  sceneParamEcho: oneOf('decoded', 'encoded'),
  /** send_msg_on_event with an unknown, used or expired code. */
  codeErrcode: code(40058),
  duplicateMsgidErrcode: code(40058),
  /** Items of a menu in all; the older text says 10. */
  menuItems: count(50),
  /** Mini-programs bound to the corp (else 90207); empty = any. */
  appids: Type.Array(Type.String(), { default: [] }),

  /** sync_msg without token, calls a minute of the whole corp (45009). The number is not published. */
  tokenlessPerMinute: count(30),
  /** sync_msg with a cursor nobody gave out; 0 = an empty list, as seen after a change of mode. */
  lostCursorErrcode: code(40058),
  /** An empty list with has_more 1 between two pages. */
  emptyMore: on,
  /** Off: the callback of 2022, without OpenKfId. */
  callbackOpenKfId: on,
  /** Above 0: the callbacks of an account within so many milliseconds (real time) become one. */
  coalesceMs: count(0),
  /** Whether customer/batchget tells the unionid. */
  unionid: off,
}, closed);
