import { launchBrowser, type OpenedPage } from '../servers/browser';
import { startTrial } from '../servers/trial';
import { createCutLine, type CutLine } from '../servers/cut-line';

/** A trial as npm start starts it, with a browser to open phones in. */
export interface TrialPhones {
  /** The wire between the phones and the server. */
  readonly line: CutLine;
  readonly server: string;
  readonly sandbox: string;
  /** The sandbox's own API. */
  control(method: string, path: string, body?: object): Promise<unknown>;
  /** Whether an agent has these words on his phone. */
  memberReads(userid: string, words: string): Promise<boolean>;
  /** A phone of its own, or one more page of one that is open. */
  openPhone(beside?: OpenedPage): Promise<OpenedPage>;
  close(): Promise<void>;
}

export async function startTrialPhones(): Promise<TrialPhones> {
  const line = await createCutLine();
  const trial = await startTrial({ PUBLIC_URL: line.url });
  line.leadTo(Number(new URL(trial.server).port));
  const browser = await launchBrowser();

  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await fetch(`${trial.sandbox}/control${path}`, init)).json();
  };
  return {
    line, control,
    server: trial.server,
    sandbox: trial.sandbox,
    memberReads: async (userid, words) => JSON.stringify(await control('GET', `/members/${userid}/phone`)).includes(words),
    async openPhone(beside) {
      const opened = await browser.open({ viewport: { width: 390, height: 844 } }, beside);
      await opened.page.goto(`${line.url}/phone`);
      return opened;
    },
    async close() {
      await browser.close();
      await trial.stop();
      await line.close();
    },
  };
}
