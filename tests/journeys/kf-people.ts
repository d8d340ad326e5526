import type { Visitor } from './people';
import type { Platform } from './platform';
import type { KfLine } from './platform-answers';
import { kfAccount } from './shop';
import { tagged } from './words';

/** A visitor whose WeChat opens 微信客服. */
export type Customer = Awaited<ReturnType<typeof createCustomer>>;
export type Servicer = ReturnType<typeof createServicer>;

const textOf = ({ content }: KfLine): string => {
  const text = typeof content === 'object' && content !== null && 'content' in content ? content.content : undefined;
  return typeof text === 'string' ? text : JSON.stringify(content);
};

export async function createCustomer(platform: Platform, visitor: Visitor) {
  const { kf } = platform;
  const id = await kf.newCustomer({ openid: visitor.openid });
  const act = (verb: string, body: object) => kf.customerAct(id, verb, { wait: true, ...body });
  const session = () => kf.session(id);
  const lines = async (): Promise<KfLine[]> => (await session()).thread.filter(({ from }) => from !== 'customer');

  /** The link as his phone gets it, with his ticket. */
  async function link(key: string): Promise<string> {
    const { invitation } = await visitor.button(key);
    if (invitation.kind !== 'kf') throw new Error(`${key} is no button of 微信客服: ${invitation.kind}`);
    return invitation.url;
  }

  return {
    id, visitor, link, session,
    /** Taps the button: wx.openCustomerServiceChat with the link. */
    enter: async (key: string) => act('enter', { url: await link(key) }),
    /** Opens a link somebody sent him, or one that was kept. */
    follow: (url: string) => act('enter', { url }),
    /** Comes back by the list of chats. */
    comeBack: () => act('enter', { openKfId: kfAccount }),
    async say(text: string) {
      const words = tagged(text);
      return { ...words, ...(await act('say', { openKfId: kfAccount, text: words.text })) };
    },
    recall: (msgid: string) => act('recall', { openKfId: kfAccount, msgid }),
    /** What the platform said in our name and its servicers wrote, from the first. */
    reads: async (): Promise<string[]> => (await lines()).filter(({ recalled }) => !recalled).map(textOf),
    /** Notices of one occasion: welcome, pool, human, closing. */
    notices: async (occasion: string): Promise<string[]> => (await lines()).filter((line) => line.occasion === occasion).map(textOf),
  };
}

/** An agent in WeCom's own client. */
export function createServicer(platform: Platform, userid: string) {
  const { kf } = platform;
  return {
    userid,
    /** His receive switch in the WeCom workbench. */
    switches: (reception: 'receiving' | 'suspended' | 'stopped') => kf.reception(userid, reception),
    async say(customer: Customer, text: string) {
      const words = tagged(text);
      return { ...words, ...(await kf.servicerAct(userid, 'say', customer.id, { text: words.text })) };
    },
    picks: (customer: Customer) => kf.servicerAct(userid, 'pick', customer.id),
    ends: (customer: Customer) => kf.servicerAct(userid, 'end', customer.id),
    passes: (customer: Customer, to: string) => kf.servicerAct(userid, 'pass', customer.id, { to }),
    recalls: (customer: Customer, msgid: string) => kf.servicerAct(userid, 'recall', customer.id, { msgid }),
    rejects: (customer: Customer, rejects: boolean) => kf.servicerAct(userid, 'reject', customer.id, { rejects }),
    /** Whether the chat is his, and the words in it. */
    sees: async (customer: Customer) => {
      const chat = (await kf.servicer(userid)).chats.find(({ externalUserid, mine }) => mine && externalUserid === customer.id);
      return chat?.thread.map(textOf);
    },
  };
}
