import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../servers/free-port';
import { startProcess } from '../servers/process';
import { readBooks, type Books } from './books';
import { freshBundles, sandboxBundle } from './bundles';
import { adminPassword, createOffice, type Office } from './office';
import { createCustomer, createServicer, type Customer, type Servicer } from './kf-people';
import { createMember, createVisitor, type Member, type Visitor } from './people';
import { createPlatform, type Platform } from './platform';
import { createProxy, type Proxy } from './proxy';
import { createNode, type ServerNode } from './server-node';
import { shopConfig, wechatApp, wecomApp, type ShopPlan } from './shop';
import { until } from './until';

export interface StageOptions {
  /** Absent: the sample shop of trial mode. */
  shop?: ShopPlan;
  /** Server processes behind one address; more than one need `databaseUrl` and `redisUrl`. Default 1. */
  nodes?: number;
  env?: Readonly<Record<string, string>>;
  databaseUrl?: string;
  redisUrl?: string;
}

/** The sandbox and the server as processes of their own, and the people who use them. */
export interface Stage {
  platform: Platform;
  office: Office;
  nodes: readonly ServerNode[];
  /** The address the platforms push to. */
  url: string;
  /** What the first node was started with, for processes beside it. */
  env: Readonly<Record<string, string>>;
  /** Between platforms and nodes; counts and spreads. */
  front: Proxy;
  /** Between nodes and platforms; counts the calls. */
  back: Proxy;
  visitor(name: string): Promise<Visitor>;
  member(userid: string): Member;
  /** A visitor whose WeChat opens 微信客服. */
  customer(name: string): Promise<Customer>;
  /** An agent who answers in WeCom's own client. */
  servicer(userid: string): Servicer;
  /** These agents tap 上线 and are there. */
  online(...userids: string[]): Promise<void>;
  /** Ends the server (not the sandbox) and reads what it holds. */
  close(): Promise<Books>;
  end(): Promise<void>;
}

/** Short times, so that a journey is over soon. */
const TIMES = { SWEEP_MS: '150', ENTRY_STATE_MS: '0', DELIVERY_LEASE_MS: '10000', RECEIVERS_MS: '300' };

const platformEnv = {
  WECHAT_APPID: wechatApp.appid, WECHAT_SECRET: wechatApp.secret, WECHAT_TOKEN: wechatApp.token, WECHAT_AES_KEY: wechatApp.aesKey,
  WECOM_CORP_ID: wecomApp.corpId, WECOM_AGENT_ID: String(wecomApp.agentId), WECOM_SECRET: wecomApp.secret, WECOM_TOKEN: wecomApp.token, WECOM_AES_KEY: wecomApp.aesKey,
};

async function startSandbox(pushTo: string) {
  const process_ = await startProcess({
    command: process.execPath,
    args: [sandboxBundle, '--port', '0'],
    env: { ...platformEnv, SANDBOX_WECHAT_PUSH_URL: `${pushTo}/callbacks/wechat`, SANDBOX_WECOM_CALLBACK_URL: `${pushTo}/callbacks/wecom` },
    listening: (printed) => printed.includes('"listening"'),
  });
  const url = /"listening":"([^"]+)"/.exec(process_.printed())?.[1];
  if (url === undefined) throw new Error(`the sandbox did not tell its address: ${process_.printed()}`);
  return { url, process: process_ };
}

/** What is opened is closed again, the last first, also when a later step failed. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const opened: (() => Promise<unknown>)[] = [];
  const end = async (): Promise<void> => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    return await build(options, opened, end);
  } catch (error) {
    await end();
    throw error;
  }
}

async function build({ shop, nodes: count = 1, env = {}, databaseUrl, redisUrl }: StageOptions, opened: (() => Promise<unknown>)[], end: () => Promise<void>): Promise<Stage> {
  await freshBundles();
  const dataDir = mkdtempSync(join(tmpdir(), 'zhida-journey-'));
  opened.push(async () => rmSync(dataDir, { recursive: true, force: true }));
  const place = { dataDir, ...(databaseUrl !== undefined && { databaseUrl }) };
  const front = await createProxy();
  opened.push(front.close);
  const sandbox = await startSandbox(front.url);
  opened.push(() => sandbox.process.stop());
  const back = await createProxy();
  opened.push(back.close);
  back.targets = [sandbox.url];
  const platform = createPlatform(sandbox.url);
  await platform.settings({ wechat: { retrySpacingMs: 300 }, wecom: { retrySpacingMs: 300 }, kf: { tokenlessPerMinute: 100_000 } });
  if (shop) await platform.createMenu(wecomApp);
  const agents = shop ? shop.agents : { li: '李雷', wang: '王芳', chen: '陈晨' };
  for (const [userid, name] of Object.entries(agents)) await platform.newMember(userid, name);

  const nodeEnv = {
    ...platformEnv, ...TIMES,
    DATA_DIR: dataDir, LOG_LEVEL: 'info', SESSION_SECRET: 'journey-session-secret-0123456789', ADMIN_PASSWORD: adminPassword,
    WECHAT_API_URL: `${back.url}/wechat`, WECOM_API_URL: `${back.url}/wecom`,
    ...(shop ? {} : { TRIAL: '1' }),
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }), ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    ...env,
  };
  const nodes: ServerNode[] = [];
  const stopNodes = () => Promise.all(nodes.map((node) => node.stop()));
  opened.push(stopNodes);
  for (let one = 0; one < count; one += 1) nodes.push(createNode(await freePort(), nodeEnv));
  await Promise.all(nodes.map((node) => node.start()));
  front.targets = nodes.map((node) => node.url);
  const office = createOffice(() => front.url);
  if (shop) await office.publish(shopConfig(shop, await platform.kf.links(shop.buttons.filter(({ kf }) => kf).map(({ key }) => key))), front.targets);

  const stage: Stage = {
    platform, office, nodes, url: front.url, env: nodeEnv, front, back,
    visitor: (name) => createVisitor(platform, () => front.url, name),
    member: (userid) => createMember(platform, userid),
    customer: async (name) => createCustomer(platform, await stage.visitor(name)),
    servicer: (userid) => createServicer(platform, userid),
    async online(...userids) {
      for (const userid of userids) {
        await stage.member(userid).menu('online');
        await until(`${userid} reads that he is online`, async () => (await stage.member(userid).reads()).some((text) => text.startsWith('您已上线')));
      }
    },
    async close() {
      await stopNodes();
      return readBooks(place);
    },
    end,
  };
  return stage;
}
