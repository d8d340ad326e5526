import { launchBrowser, type TestBrowser } from '../servers/browser';
import { openTrialShop, type TrialShop } from './trial-shop';

/** What a file's tests stand on. */
export interface Stage {
  readonly shop: TrialShop;
  readonly browser: TestBrowser;
}

/** One shop with its trial, and one browser, for all tests of a block: handed over before the first of them and gone after the last. */
export function onStage(hand: (stage: Stage) => void): void {
  let shop: TrialShop | undefined;
  let browser: TestBrowser | undefined;
  beforeAll(async () => {
    shop = await openTrialShop();
    browser = await launchBrowser();
    hand({ shop, browser });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });
}
