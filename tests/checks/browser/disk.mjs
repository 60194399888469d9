// The folder opened as files, from a stick say, and a link in the main part followed.
// In: a window, the folder of a site. Out: sentences. Must not know what a page holds.

import { pathToFileURL } from 'node:url';
import { listen } from './traffic.mjs';

/** `say` hears what is wrong. */
export async function openFromDisk(window, root, say) {
  const home = `${pathToFileURL(root).href}/`;
  const page = await window.newPage();
  listen(page, { home, say });
  await page.goto(`${home}index.html`);
  const links = await page.locator('main a').evaluateAll((elements) => elements.map(({ href }) => href));
  const at = links.findIndex((href) => href.startsWith(home) && !href.startsWith(`${home}index.html`));
  if (at < 0) {
    say('there is no link to another page of the folder in the main part');
    return;
  }
  await page.locator('main a').nth(at).click();
  await page.waitForURL(links[at]).catch(() => say(`the link to \`${links[at]}\` leads to \`${page.url()}\``));
  if ((await page.locator('h1').count()) !== 1) say(`the page at \`${links[at]}\` does not show`);
}
