import { createVisitor, type Visitor } from '../../journeys/people';
import { createPlatform, type Platform } from '../../journeys/platform';
import { connect } from '../../gateway/chat-page';
import { launchBrowser, type OpenedPage, type TestBrowser } from '../../servers/browser';
import { createCutLine, type CutLine } from '../../servers/cut-line';
import { startTrial } from '../../servers/trial';
import { colleague, signIn } from './staff';

/** A trial whose workbenches reach it by a line that can be cut; visitors and platforms reach it by another. */
export interface WorkbenchDesk {
  readonly line: CutLine;
  readonly browser: TestBrowser;
  readonly platform: Platform;
  /** Somebody of the staff without a browser. */
  person(login: string): ReturnType<typeof colleague>;
  /** An agent's workbench, on a screen of its own or as one more page of the one beside it. */
  open(login: string, options?: Parameters<TestBrowser['open']>[0], beside?: OpenedPage): Promise<OpenedPage>;
  /** A new visitor with the mini-program in his hand. */
  visitor(name: string): Promise<Visitor>;
  /** His own chat page, from the first word on. */
  chatPage(visitor: Visitor): ReturnType<typeof connect>;
  stop(): Promise<void>;
}

export async function openWorkbenchDesk(): Promise<WorkbenchDesk> {
  const line = await createCutLine();
  const trial = await startTrial({ PUBLIC_URL: line.url }).catch(async (error: unknown) => {
    await line.close();
    throw error;
  });
  line.leadTo(Number(new URL(trial.server).port));
  const browser = await launchBrowser();
  const platform = createPlatform(trial.sandbox);
  return {
    line, browser, platform,
    person: (login) => colleague(trial.server, login, trial.password(login)),
    async open(login, options = { viewport: { width: 1280, height: 800 } }, beside) {
      const opened = await browser.open(options, beside);
      await opened.page.goto(`${line.url}/workbench`);
      if (!beside) await signIn(opened.page, login, trial.password(login));
      await opened.page.getByRole('tablist').waitFor();
      return opened;
    },
    visitor: (name) => createVisitor(platform, () => trial.server, name),
    async chatPage(visitor) {
      const page = await connect(trial.server);
      page.say({ type: 'hello', token: visitor.token });
      await page.next('ready');
      return page;
    },
    async stop() {
      await browser.close();
      await trial.stop();
      await line.close();
    },
  };
}
