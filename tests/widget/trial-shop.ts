import { Value } from '@sinclair/typebox/value';
import { DraftAnswer } from '../../shared/http/ops-config';
import { adminPassword, createOffice } from '../journeys/office';
import { createCutLine, type CutLine } from '../servers/cut-line';
import { startTrial } from '../servers/trial';
import { openShopPage, type ShopPage } from './shop-page';

/** A trial as `npm start` begins one, its web site open to one merchant's page and closed to another. Pages reach it by a line that can be cut. */
export interface TrialShop {
  readonly server: string;
  readonly line: CutLine;
  readonly allowed: ShopPage;
  readonly stranger: ShopPage;
  /** What an agent does on his phone in the sandbox, and what he reads there. */
  agentSays(userid: string, text: string): Promise<void>;
  agentShows(userid: string, picture: Buffer): Promise<void>;
  agentReads(userid: string, words: string): Promise<boolean>;
  /** He comes on duty there, or leaves. */
  agentTurns(userid: string, status: 'online' | 'away'): Promise<void>;
  stop(): Promise<void>;
}

export const openTrialShop = async (): Promise<TrialShop> => {
  const trial = await startTrial({ ADMIN_PASSWORD: adminPassword });
  const { server, sandbox } = trial;
  const line = await createCutLine();
  line.leadTo(Number(new URL(server).port));
  const [allowed, stranger] = await Promise.all([openShopPage(line.url), openShopPage(line.url)]);

  const office = createOffice(() => server);
  const { body: draft } = await office.request('/api/ops/draft');
  if (!Value.Check(DraftAnswer, draft)) throw new Error('no draft');
  const sites = draft.config.sites.map((site) => (site.kind === 'web' ? { ...site, origins: [allowed.origin] } : site));
  await office.publish({ ...draft.config, sites }, [server]);

  const phoneOf = (userid: string, act: string, body?: object): Promise<Response> =>
    fetch(`${sandbox}/control/members/${userid}/${act}`, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    server, line, allowed, stranger,
    // The platform promises no order between two pushes: what is said next waits until this was taken.
    agentSays: async (userid, text) => void (await phoneOf(userid, 'say', { text, wait: true })),
    agentShows: async (userid, picture) => void (await phoneOf(userid, 'image', { base64: picture.toString('base64'), wait: true })),
    agentReads: async (userid, words) => (await (await phoneOf(userid, 'phone')).text()).includes(words),
    agentTurns: async (userid, status) => void (await phoneOf(userid, 'menu', { key: status, wait: true })),
    async stop() {
      allowed.stop();
      stranger.stop();
      await line.close();
      await trial.stop();
    },
  };
};
