// The first stop of the Tab key is a link that can be seen, and that takes the focus to the main part (WCAG 2.4.1).
// In: a page that has just been opened. Out: sentences. Must not know what a page holds.

import { setTimeout as pause } from 'node:timers/promises';
import { inPage } from './words.mjs';

export async function skipLink(page) {
  await page.keyboard.press('Tab');
  const { name, anchor, seen } = await inPage(page, firstStop);
  if (anchor === '') return [`the first Tab reaches ${name}, not a skip link (WCAG 2.4.1)`];
  const faults = seen ? [] : ['the skip link cannot be seen when it has the focus (WCAG 2.4.7)'];
  await page.keyboard.press('Enter');
  const focused = page.locator(`[id="${anchor}"]:focus`);
  if (!(await arrives(focused))) return [...faults, `the skip link does not take the focus to #${anchor} (WCAG 2.4.1)`];
  if (!(await focused.evaluate((element) => element.localName === 'main'))) faults.push(`the skip link leads to #${anchor}, which is not the main part (WCAG 2.4.1)`);
  return faults;
}

/** Looks again and again: a window behind others gets no frames to wait for, and the link of a 404 page opens another page. */
async function arrives(focused) {
  for (const end = Date.now() + 5000; Date.now() < end; await pause(50)) {
    if ((await focused.count().catch(() => 0)) > 0) return true;
  }
  return false;
}

/** Runs in the page. */
function firstStop() {
  const element = document.activeElement;
  const { left, top, right, width, height } = element.getBoundingClientRect();
  return {
    name: describe(element),
    anchor: decodeURIComponent(element.hash?.slice(1) ?? ''),
    seen: width > 1 && height > 1 && left >= 0 && top >= 0 && right <= innerWidth,
  };
}
