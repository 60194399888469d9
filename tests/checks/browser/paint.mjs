// Is a page there at once, and does it stay where it is?
// In: a page that has just been opened, with scripts on. Out: sentences: what it waits for before it paints anything, and what moves while it loads.
// Must not know what a page holds.
// A busy browser now and then stops reading in the middle of a line and paints half of it. What moves is therefore looked at again, on the page opened once more: what moves for the sake of the page moves both times.

import { inPage } from './words.mjs';

export async function paint(page) {
  const { waited, moved: first } = await inPage(page, watch);
  const moved = first.length === 0 ? [] : await again(page, first);
  return [
    ...waited.map((name) => `waits for \`${name}\` before it paints anything: a second request`),
    ...moved.map(({ name, by }) => `${name} moves while the page loads: layout shift ${by}, where 0 is right`),
  ];
}

/** What moves once more of what moved. */
async function again(page, first) {
  await page.reload();
  const { moved } = await inPage(page, watch);
  return moved.filter(({ name }) => first.some((one) => one.name === name));
}

/** Runs in the page. Shifts that follow a key or a tap are not counted. */
async function watch() {
  const moved = await new Promise((done) => {
    const found = [];
    new PerformanceObserver((list) => found.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(found), 150);
  });
  return {
    waited: performance.getEntriesByType('resource').filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking').map(({ name }) => new URL(name).pathname.split('/').at(-1)),
    moved: moved
      .filter(({ hadRecentInput, value }) => !hadRecentInput && value > 0)
      .map(({ value, sources }) => ({ name: sources[0]?.node ? describe(sources[0].node.nodeType === 1 ? sources[0].node : sources[0].node.parentElement) : 'something', by: value.toFixed(4) })),
  };
}
