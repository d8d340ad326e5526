import { integerOf, mapBody, recordsOf, textOf, textsOf, type CallResult, type JsonRecord } from './answer';
import { cutToBytes, cutToChars, wellFormed } from './text-split';
import { buttonCard, type ButtonCard } from './wecom-card';
import { wecomMedia } from './wecom-media';
import { menuBody, readMenu, type MenuButton } from './wecom-menu';
import type { TokenCalls } from './with-token';

export interface WecomAppOptions {
  readonly calls: TokenCalls;
  readonly agentId: number;
}

export interface AppSent {
  /** For recalling within 24 h. */
  readonly msgId: string;
  /** Userids that were not reached although others were. */
  readonly missed: readonly string[];
  /** Cards only: updates the card, once, within 72 h. */
  readonly responseCode?: string;
}

export interface TextCard {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly buttonText?: string;
}

export interface Member {
  readonly userid: string;
  readonly name: string;
  /** WeCom: 1 active, 2 disabled, 4 not activated, 5 left; 0 when not told. */
  readonly status: number;
}

/** Who signed in: a member of the corp, or somebody else, who must be refused. */
export type SignedIn = { readonly kind: 'member'; readonly userid: string } | { readonly kind: 'outsider' };

export type WecomApp = ReturnType<typeof createWecomApp>;

const ALL_RECEIVERS_INVALID = 81013;

/**
 * A self-built WeCom application. At most 30 messages a minute and 1000 an hour to one member; WeCom drops the excess,
 * sometimes without a word. `to`: 1 to 1000 userids. Texts over a limit are cut; pieces are `splitText`'s matter.
 */
export function createWecomApp({ calls, agentId }: WecomAppOptions) {
  const post = (path: string, json: object, query?: Readonly<Record<string, string>>) =>
    calls.call({ method: 'POST', path, json, ...(query === undefined ? {} : { query }) });
  const get = (path: string, query: Readonly<Record<string, string>>) => calls.call({ method: 'GET', path, query });

  async function send(to: readonly string[], msgtype: string, content: object, onceInSeconds?: number): Promise<CallResult<AppSent>> {
    const once = onceInSeconds === undefined ? {} : { enable_duplicate_check: 1, duplicate_check_interval: onceInSeconds };
    const result = await post('/cgi-bin/message/send', { touser: to.join('|'), msgtype, agentid: agentId, [msgtype]: content, ...once });
    if (!result.ok) return result;
    const missed = missedOf(result.body);
    // With one receiver WeCom may answer errcode 0 and name him in the list: for the caller that is a failure.
    if (to.length > 0 && to.every((userid) => missed.includes(userid))) {
      return { ok: false, kind: 'platform', code: ALL_RECEIVERS_INVALID, message: 'every receiver is invalid or unlicensed' };
    }
    const responseCode = textOf(result.body, 'response_code');
    const sent = { msgId: textOf(result.body, 'msgid'), missed };
    return { ok: true, body: responseCode === '' ? sent : { ...sent, responseCode } };
  }

  const text = (value: string, maxBytes: number) => cutToBytes(wellFormed(value), maxBytes);

  return {
    /** `\n` and `<a href>` allowed. `onceInSeconds` (at most 4 h) asks WeCom for its duplicate check; what it takes for the same is not documented. */
    sendText: (to: readonly string[], content: string, onceInSeconds?: number) => send(to, 'text', { content: text(content, 2048) }, onceInSeconds),
    /** Shown in WeCom only, not in the WeChat plug-in. */
    sendMarkdown: (to: readonly string[], content: string) => send(to, 'markdown', { content: text(content, 2048) }),
    sendTextCard: (to: readonly string[], card: TextCard) =>
      send(to, 'textcard', {
        title: text(card.title, 128),
        description: text(card.description, 512),
        url: card.url,
        ...(card.buttonText === undefined ? {} : { btntxt: cutToChars(wellFormed(card.buttonText), 4) }),
      }),
    sendImage: (to: readonly string[], mediaId: string) => send(to, 'image', { media_id: mediaId }),
    sendFile: (to: readonly string[], mediaId: string) => send(to, 'file', { media_id: mediaId }),
    /** The application needs a callback address, else WeCom refuses cards with buttons. */
    sendCard: (to: readonly string[], card: ButtonCard) => send(to, 'template_card', buttonCard(card)),

    /** Replaces all buttons by one grey text. Each response code works once. */
    async closeCard(to: readonly string[], responseCode: string, label: string): Promise<CallResult<readonly string[]>> {
      const json = { userids: to, agentid: agentId, response_code: responseCode, button: { replace_name: cutToChars(wellFormed(label), 10) } };
      return mapBody(await post('/cgi-bin/message/update_template_card', json), (body) => textsOf(body, 'invaliduser'));
    },
    /** Replaces the whole card. */
    async replaceCard(to: readonly string[], responseCode: string, card: ButtonCard): Promise<CallResult<readonly string[]>> {
      const json = { userids: to, agentid: agentId, response_code: responseCode, template_card: buttonCard(card) };
      return mapBody(await post('/cgi-bin/message/update_template_card', json), (body) => textsOf(body, 'invaliduser'));
    },
    recall: (msgId: string) => post('/cgi-bin/message/recall', { msgid: msgId }),

    ...wecomMedia(calls),

    /** A tap arrives as event `click` with the key as EventKey. */
    createMenu: (buttons: readonly MenuButton[]) => post('/cgi-bin/menu/create', menuBody(buttons), { agentid: String(agentId) }),
    async getMenu(): Promise<CallResult<readonly MenuButton[]>> {
      return mapBody(await get('/cgi-bin/menu/get', { agentid: String(agentId) }), readMenu);
    },

    /** Redeems a code of the OAuth or QR sign-in: it works once, within 5 minutes. */
    async whoSignedIn(code: string): Promise<CallResult<SignedIn>> {
      return mapBody(await get('/cgi-bin/auth/getuserinfo', { code }), (body) => {
        const userid = textOf(body, 'userid') || textOf(body, 'UserId');
        return userid === '' ? { kind: 'outsider' } : { kind: 'member', userid };
      });
    },
    async getMember(userid: string): Promise<CallResult<Member>> {
      return mapBody(await get('/cgi-bin/user/get', { userid }), readMember);
    },
    /** Ids of the departments the application may see, those below others included. */
    async listDepartments(): Promise<CallResult<readonly number[]>> {
      return mapBody(await get('/cgi-bin/department/simplelist', {}), (body) => recordsOf(body, 'department_id').flatMap((one) => integerOf(one, 'id') ?? []));
    },
    /** Members of one department, not of those below it; only those the application may see. The names come without a status. */
    async listMembers(departmentId: number): Promise<CallResult<readonly Member[]>> {
      const result = await get('/cgi-bin/user/simplelist', { department_id: String(departmentId) });
      return mapBody(result, (body) => recordsOf(body, 'userlist').map(readMember));
    },
    /** The addresses pushes come from. A real read: WeCom checks the trusted IP here and not in gettoken (60020). */
    async callbackIps(): Promise<CallResult<readonly string[]>> {
      return mapBody(await get('/cgi-bin/getcallbackip', {}), (body) => textsOf(body, 'ip_list'));
    },
  };
}

/** WeCom: `invaliduser` is "a|b"; members without a licence stand in a list of their own. */
function missedOf(body: JsonRecord): readonly string[] {
  return ['invaliduser', 'unlicenseduser'].flatMap((name) => textOf(body, name).split('|')).filter((userid) => userid !== '');
}

function readMember(body: JsonRecord): Member {
  return { userid: textOf(body, 'userid'), name: textOf(body, 'name'), status: typeof body.status === 'number' ? body.status : 0 };
}
