import { Type } from '@sinclair/typebox';
import { agentMenu } from '../../server/agent-channels/wecom-app/agent-menu';
import { ask } from './ask';
import { createKfPlatform } from './kf-platform';
import { Act, Code, Ledger, MemberList, MemberPhone, NewVisitor, VisitorList, VisitorPhone } from './platform-answers';

export interface ApiFault {
  path: string;
  kind: 'errcode' | 'http' | 'slow' | 'cut-before' | 'cut-after-accept';
  platform?: 'wechat' | 'wecom';
  errcode?: number;
  status?: number;
  ms?: number;
  count?: number;
  skip?: number;
}

export interface PushFault {
  kind: 'duplicate' | 'reorder' | 'drop' | 'wrong-signature' | 'wrong-appid';
  platform?: 'wechat' | 'wecom';
  copies?: number;
  together?: boolean;
  attempts?: number;
  count?: number;
  skip?: number;
  /** Pushes of one kind: `event:kf_msg_or_event`. */
  only?: string;
}

const Any = Type.Unknown();

/** The sandbox by its control API: the people at both ends, what goes wrong, and what went over the wire. */
export type Platform = ReturnType<typeof createPlatform>;

export function createPlatform(url: string) {
  const control = `${url}/control`;
  const post = <T extends Parameters<typeof ask>[0]>(schema: T, path: string, body: object = {}) => ask(schema, `${control}${path}`, { method: 'POST', body });

  return {
    url,
    kf: createKfPlatform(`${control}/kf`),
    /** An act of a visitor: enter, say, image, card. With `wait` it answers when its push is over. */
    visitorAct: (openid: string, act: string, body: object) => post(Act, `/visitors/${openid}/${act}`, body),
    newVisitor: (name: string) => post(NewVisitor, '/visitors', { name }),
    loginCode: async (openid: string) => (await post(Code, `/visitors/${openid}/login`)).code,
    visitorPhone: (openid: string) => ask(VisitorPhone, `${control}/phone/${openid}`),
    visitors: async () => (await ask(VisitorList, `${control}/visitors`)).visitors.map(({ openid }) => openid),

    memberAct: (userid: string, act: string, body: object) => post(Act, `/members/${userid}/${act}`, body),
    newMember: (userid: string, name: string) => post(Any, '/members', { userid, name }),
    memberPhone: (userid: string) => ask(MemberPhone, `${control}/members/${userid}/phone`),
    members: async () => (await ask(MemberList, `${control}/members`)).members.map(({ userid }) => userid),

    ledger: (after = 0) => ask(Ledger, `${control}/ledger?after=${after}`),
    settings: (patch: { wechat?: object; wecom?: object; kf?: object }) => ask(Any, `${control}/settings`, { method: 'PATCH', body: patch }),
    advance: (advanceMs: number) => post(Any, '/clock', { advanceMs }),
    apiFault: (fault: ApiFault) => post(Any, '/faults', fault),
    pushFault: (fault: PushFault) => post(Any, '/push-faults', fault),
    clearFaults: () => ask(Any, `${control}/faults`, { method: 'DELETE' }),
    endTokens: (platform: 'wechat' | 'wecom', how: 'expired' | 'killed') => post(Any, '/tokens/invalidate', { platform, how }),

    /** What an admin does once in WeCom: gives the application its menu. */
    async createMenu(app: { corpId: string; secret: string; agentId: number }): Promise<void> {
      const { access_token: token } = await ask(Type.Object({ access_token: Type.String() }), `${url}/wecom/cgi-bin/gettoken?corpid=${app.corpId}&corpsecret=${app.secret}`);
      const button = agentMenu.map((one) => ({ type: 'click', ...one }));
      await ask(Type.Object({ errcode: Type.Literal(0) }), `${url}/wecom/cgi-bin/menu/create?access_token=${token}&agentid=${app.agentId}`, { method: 'POST', body: { button } });
    },
  };
}
