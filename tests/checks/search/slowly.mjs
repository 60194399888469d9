// A slow line, on which it can be seen whether a page stays where it is.
// In: a window before a page is open in it. Out: `window.moved` in its pages: sentences, one for each thing that moved; files of the index and the script of lists come late.
// Must not know what a page is about.

import { setTimeout as pause } from 'node:timers/promises';

/** Prepares a window. What moves after a key or a tap, but within half a second, would not count. */
export async function slowly(window) {
  await window.addInitScript(() => {
    window.moved = [];
    const note = ({ value, sources }) => {
      const node = sources[0]?.node;
      const element = node?.nodeType === 1 ? node : node?.parentElement;
      window.moved.push(`${element ? `${element.localName} \`${element.textContent.trim().slice(0, 30)}\`` : 'something'} moves: layout shift ${value.toFixed(4)}`);
    };
    new PerformanceObserver((list) => list.getEntries().filter(({ hadRecentInput, value }) => !hadRecentInput && value > 0).forEach(note)).observe({ type: 'layout-shift', buffered: true });
  });
  await window.route(/\/(search\/.*\/[a-z]\d*|scripts\/list-\w+)\.js$/, async (route) => {
    await pause(700);
    await route.continue();
  });
}
