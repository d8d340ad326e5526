import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What a reader's aid would stumble over: each serious finding of axe in one line. Axe comes in beside the page's policy, which forbids foreign scripts. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
  return Array.isArray(found) ? found.map(String) : ['axe gave no answer'];
}

/** Parts that reach beyond the right edge, when the page can be pushed sideways. */
const overhang = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const beyond = [...document.querySelectorAll('body *')].filter((part) => part.getBoundingClientRect().right > wide + 1);
    return beyond.slice(0, 3).map((part) => `sideways: ${part.tagName.toLowerCase()}.${part.className}`);
  });

/** How far things moved by themselves while the page came, as the browser counts it; 0.1 is the field's limit of a good page. */
const moved = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const sum = (shifts: PerformanceEntryList): number => shifts.reduce((total, shift) => ('hadRecentInput' in shift && shift.hadRecentInput ? total : total + ('value' in shift ? Number(shift.value) : 0)), 0);
        new PerformanceObserver((list) => resolve(sum(list.getEntries()))).observe({ type: 'layout-shift', buffered: true });
        // without any shift the observer never calls
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
      }),
  );

/** Until nothing fades or slides any more: half-way in, words are paler than they will be. What turns for ever does not count. */
const atRest = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity));

/** Everything wrong with how a page stands there, in words; empty when nothing is. */
export async function pageFaults(page: Page): Promise<string[]> {
  const shift = await moved(page);
  await atRest(page);
  return [...(await barriers(page)), ...(await overhang(page)), ...(shift >= 0.1 ? [`moved by ${shift.toFixed(2)} while it came`] : [])];
}
