// What a browser makes of the site: `node browser.mjs DIR [PAGE…] [--screenshots OUT]` opens two pages of each kind and two with pictures, or the named
// ones, in Chromium.
// In: a folder of HTML. Out: one line a fault: an axe finding, sideways scrolling, a skip link that is not first or does not work, an error on the
// console (a broken policy is one), a request that leaves the site, an index that does not work from disk, a picture that does not load or moves the text when it does. Exit 1 if there is any.
// Must not know how the site was made.

import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, runAxe, sidewaysScroll, withoutPort } from './chromium.mjs';
import { pageFrom } from './page.mjs';
import { samplePages } from './sample.mjs';
import { serve } from './server.mjs';
import { pagesOf, Tally } from './tally.mjs';

// Five rounds in which every two choices of scheme, width, script and contrast meet at least once.
const ROUNDS = [
  { name: 'light, 1280 px', colorScheme: 'light', width: 1280, javaScriptEnabled: true, contrast: 'no-preference' },
  { name: 'light, 320 px, no script, more contrast', colorScheme: 'light', width: 320, javaScriptEnabled: false, contrast: 'more' },
  { name: 'dark, 1280 px, no script, more contrast', colorScheme: 'dark', width: 1280, javaScriptEnabled: false, contrast: 'more' },
  { name: 'dark, 320 px, more contrast', colorScheme: 'dark', width: 320, javaScriptEnabled: true, contrast: 'more' },
  { name: 'dark, 320 px, no script', colorScheme: 'dark', width: 320, javaScriptEnabled: false, contrast: 'no-preference' },
];

const { values: options, positionals } = parseArgs({ options: { screenshots: { type: 'string' } }, allowPositionals: true });
if (positionals.length === 0) {
  console.error('usage: node browser.mjs DIR [PAGE…] [--screenshots OUT]');
  process.exit(2);
}

const root = resolve(positionals[0]);
const all = pagesOf(root);
const pictured = all.filter((name) => readFileSync(join(root, name), 'utf8').includes('<img ')).slice(0, 2);
const names = positionals.length > 1 ? positionals.slice(1) : [...new Set([...samplePages(root, all), ...pictured])];
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`there is no page \`${unknown.join('`, `')}\` in \`${root}\``);
  process.exit(2);
}
const servers = [await serve(root, '/a/b/')];
const addresses = new Map();
for (const name of names) {
  addresses.set(name, await addressOf(name));
}

const tally = new Tally();
const seen = new Map();
const unjudged = new Map();
const browser = await launch();
await Promise.all(ROUNDS.map(lookAtAll));
for (const round of [ROUNDS[0], ROUNDS[4]]) {
  await openFromDisk(round);
}
if (options.screenshots) {
  await takeScreenshots(options.screenshots);
}
await browser.close();
servers.forEach(({ close }) => close());

console.log(`${names.length} of ${all.length} pages, each in ${ROUNDS.length} rounds`);
[...unjudged].sort().forEach(([rule, pages]) => console.log(`note: axe leaves \`${rule}\` to a person on ${pages.size} pages, such as ${[...pages][0]}`));
for (const [name, faults] of seen) {
  for (const [sentence, rounds] of faults) {
    tally.fault(name, `${sentence} (${rounds.size === ROUNDS.length ? 'in every round' : [...rounds].sort().join('; ')})`);
  }
}
tally.close();

/** The address a page is looked at, and the folder that its requests may not leave. A 404 page is met under an address that does not exist. */
async function addressOf(name) {
  if (name !== '404.html') {
    return { home: servers[0].home, url: servers[0].home + name };
  }
  const { base } = pageFrom(readFileSync(join(root, name), 'utf8'));
  const server = base?.startsWith('/') ? await serve(root, base) : servers[0];
  servers.push(server);
  return { home: server.home, url: `${server.home}no/such/page.html` };
}

function note(name, round, sentence) {
  const faults = seen.get(name) ?? seen.set(name, new Map()).get(name);
  (faults.get(sentence) ?? faults.set(sentence, new Set()).get(sentence)).add(round.name);
}

/** A window in which a round's choices hold. */
async function windowFor({ colorScheme, width, javaScriptEnabled, contrast }) {
  return browser.newContext({ colorScheme, contrast, javaScriptEnabled, reducedMotion: 'reduce', viewport: { width, height: 800 } });
}

/** One window looks at all pages in turn: a new one for each would double the time. */
async function lookAtAll(round) {
  const window = await windowFor(round);
  const page = await window.newPage();
  const visit = {};
  listen(page, visit);
  for (const name of names) {
    tally.check(name);
    Object.assign(visit, addresses.get(name), { say: (sentence) => note(name, round, sentence) });
    await page.goto(visit.url);
    await judge(page, name, round.javaScriptEnabled, visit.say);
    await checkPictures(page, visit.say);
    await checkIcon(page, visit.say);
    await checkSkipLink(page, visit.say);
  }
  await window.close();
}

/**
 * Hears errors, and requests to anywhere but the home of the page being visited. That the 404 page is a 404 is no error; the icon that a browser
 * asks for now and then where a page names none is found by `checkIcon`, each time.
 */
function listen(page, visit) {
  page.on('console', (message) => {
    const from = message.location().url;
    const expected = (from === visit.url || from.endsWith('/favicon.ico')) && /status of 404/.test(message.text());
    if (message.type() === 'error' && !expected) visit.say(`console: ${message.text().slice(0, 200)} (${withoutPort(from)})`);
  });
  page.on('pageerror', (error) => visit.say(`script: ${error.message}`));
  page.on('request', (request) => {
    const inside = request.url().startsWith(visit.home) || request.url().startsWith('data:');
    if (!inside) visit.say(`asks for \`${withoutPort(request.url())}\`, outside the site`);
  });
}

/** What axe finds, and what scrolls sideways. */
async function judge(page, name, javaScriptEnabled, say) {
  const { faults, unjudged: left } = await runAxe(page, javaScriptEnabled);
  faults.forEach(say);
  left.forEach((id) => (unjudged.get(id) ?? unjudged.set(id, new Set()).get(id)).add(name));
  const over = await sidewaysScroll(page);
  if (over) say(over);
}

/** Each picture loads where a reader comes to it, says what it shows, and has a place of the right form before it is there, so that no text moves. */
async function checkPictures(page, say) {
  for (const picture of await page.locator('main img').all()) {
    await picture.scrollIntoViewIfNeeded();
    const seen = await picture.evaluate(async (element) => {
      const loads = await element.decode().then(() => true, () => false);
      const { naturalWidth, naturalHeight, width, height } = element;
      const asked = element.getAttribute('width') / element.getAttribute('height');
      return { loads, says: element.alt.trim() !== '', holds: Math.abs(asked / (naturalWidth / naturalHeight) - 1) < 0.02, src: element.currentSrc, width, height, asked };
    });
    const file = seen.src.split('/').pop();
    if (!seen.loads) say(`the picture \`${file}\` does not load`);
    if (!seen.says) say(`the picture \`${file}\` has no description`);
    if (seen.loads && !seen.holds) say(`the picture \`${file}\` has another form than its place, which moves the text`);
    if (Math.abs(seen.width / seen.height / seen.asked - 1) > 0.05) say(`the picture \`${file}\` is shown ${seen.width} by ${seen.height} pixels, out of its form`);
  }
}

/** Without an icon of its own a page makes browsers ask the host's root for one, outside the site. */
async function checkIcon(page, say) {
  if ((await page.locator('link[rel~="icon"][href]').count()) === 0) say('names no icon: browsers then ask for `/favicon.ico`, outside the site');
}

/** The first stop of the Tab key is a visible link that takes the focus to the main part. */
async function checkSkipLink(page, say) {
  await page.keyboard.press('Tab');
  const link = await page.evaluate(() => {
    const element = document.activeElement;
    const { left, top, right, width, height } = element.getBoundingClientRect();
    return {
      name: element.localName,
      anchor: decodeURIComponent(element.hash?.slice(1) ?? ''),
      visible: width > 1 && height > 1 && left >= 0 && top >= 0 && right <= innerWidth,
    };
  });
  if (link.anchor === '') {
    say(`the first Tab reaches <${link.name}>, not a skip link`);
    return;
  }
  if (!link.visible) say('the skip link cannot be seen when it has the focus');
  await page.keyboard.press('Enter');
  await page
    .locator(`[id="${link.anchor}"]:focus`)
    .waitFor({ state: 'attached', timeout: 5000 })
    .catch(() => say(`the skip link does not take the focus to #${link.anchor}`));
}

/** The folder is opened as files, from a stick say, and a link in the main part is followed. */
async function openFromDisk(round) {
  const name = 'index.html from disk';
  tally.check(name);
  const home = `${pathToFileURL(root).href}/`;
  const window = await windowFor(round);
  const page = await window.newPage();
  listen(page, { home, say: (sentence) => note(name, round, sentence) });
  await page.goto(`${home}index.html`);
  const links = await page.locator('main a').evaluateAll((elements) => elements.map(({ href }) => href));
  const at = links.findIndex((href) => href.startsWith(home) && !href.startsWith(`${home}index.html`));
  if (at < 0) {
    note(name, round, 'there is no link to another page of the folder in the main part');
  } else {
    await page.locator('main a').nth(at).click();
    await page.waitForURL(links[at]).catch(() => note(name, round, `the link to \`${links[at]}\` leads to \`${page.url()}\``));
    if ((await page.locator('h1').count()) !== 1) note(name, round, `the page at \`${links[at]}\` does not show`);
  }
  for (const one of pictured) {
    await page.goto(home + one);
    await checkPictures(page, (sentence) => note(`${one} from disk`, round, sentence));
  }
  await window.close();
}

/** Saves each page whole, at three widths, light and dark, for people to look at. */
async function takeScreenshots(folder) {
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [320, 768, 1280]) {
      const window = await windowFor({ colorScheme, width, javaScriptEnabled: true, contrast: 'no-preference' });
      const page = await window.newPage();
      for (const name of names) {
        await page.goto(addresses.get(name).url);
        await page.screenshot({ path: join(folder, `${name.replace(/\.html$/, '').replaceAll('/', '-')}-${width}-${colorScheme}.png`), fullPage: true });
      }
      await window.close();
    }
  }
}
