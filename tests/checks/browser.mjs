// What a browser makes of the site: `node browser.mjs DIR [PAGE…] [--brief] [--screenshots OUT]` opens two pages of each kind and two with pictures,
// or the named ones, in Chromium. `--brief` leaves out what another site of the same theme has shown already.
// In: a folder of HTML. Out: one line a fault. What must hold is said in `browser/`, one check a file; `rounds.mjs` lists them. Exit 1 if there is any.
// Must not know how the site was made.

import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { addressesOf, Findings, look, lookFromDisk, ROUNDS } from './browser/rounds.mjs';
import { launch } from './chromium.mjs';
import { samplePages } from './sample.mjs';
import { pagesOf, Tally } from './tally.mjs';

const { values: options, positionals } = parseArgs({ options: { brief: { type: 'boolean' }, screenshots: { type: 'string' } }, allowPositionals: true });
if (positionals.length === 0) {
  console.error('usage: node browser.mjs DIR [PAGE…] [--brief] [--screenshots OUT]');
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

const browser = await launch();
const findings = new Findings();
const rounds = ROUNDS.filter(({ ofTheme }) => !(options.brief && ofTheme));
await look(browser, root, names, findings, rounds);
await lookFromDisk(browser, root, pictured, findings);
if (options.screenshots) {
  await takeScreenshots(options.screenshots);
}
await browser.close();

console.log(`${names.length} of ${all.length} pages, each in up to ${rounds.length} rounds`);
[...findings.unjudged].sort().forEach(([rule, pages]) => console.log(`note: left to a person: ${rule} on ${pages.size} pages, such as ${[...pages][0]}`));
const tally = new Tally();
[...names, 'index.html from disk'].forEach((name) => tally.check(name));
for (const [name, sentences] of findings.faults) {
  for (const [sentence, found] of sentences) {
    tally.fault(name, `${sentence} (${found.size === rounds.length ? 'in every round' : [...found].sort().join('; ')})`);
  }
}
tally.close();

/** Saves each page whole, at three widths, light and dark, for people to look at. */
async function takeScreenshots(folder) {
  mkdirSync(folder, { recursive: true });
  const { addresses, close } = await addressesOf(root, names);
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [320, 768, 1280]) {
      const window = await browser.newContext({ colorScheme, reducedMotion: 'reduce', viewport: { width, height: 800 } });
      const page = await window.newPage();
      for (const [name, { url }] of addresses) {
        await page.goto(url);
        await page.screenshot({ path: join(folder, `${name.replace(/\.html$/, '').replaceAll('/', '-')}-${width}-${colorScheme}.png`), fullPage: true });
      }
      await window.close();
    }
  }
  close();
}
