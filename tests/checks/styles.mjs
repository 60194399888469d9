// Whether each page holds all the style that it can use: `node styles.mjs DIR SHEET…` opens every page in Chromium.
// In: a folder of HTML, and the style sheets of its theme. Out: one line a rule that something on a page matches, in whatever state, and that the
// page does not hold. Exit 1 if there is any. Must not know how the build chose.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { pageFrom } from './page.mjs';
import { pagesOf, Tally } from './tally.mjs';

const [folder, ...sheets] = process.argv.slice(2);
if (sheets.length === 0) {
  console.error('usage: node styles.mjs DIR SHEET…');
  process.exit(2);
}

const root = resolve(folder);
const whole = sheets.map((sheet) => readFileSync(sheet, 'utf8')).join('\n');
const tally = new Tally();
const browser = await launch();
const page = await browser.newPage();
let rules = 0;
for (const name of pagesOf(root)) {
  // A redirect would lead away before it was looked at.
  if (pageFrom(readFileSync(join(root, name), 'utf8')).redirects) continue;
  await page.goto(pathToFileURL(join(root, name)).href, { waitUntil: 'domcontentloaded' });
  await look(name);
}
await lookAtAnswers();
await browser.close();
console.log(`${rules} rules were needed`);
tally.close();

/** The search page with answers, with none, and with the panel of filters open. */
async function lookAtAnswers() {
  for (const query of ['help', 'libary', 'xqzxqz&cost=free']) {
    await page.goto(`${pathToFileURL(join(root, 'search.html')).href}?q=${query}`, { waitUntil: 'load' });
    await page.waitForFunction(() => document.querySelector('#status').textContent.length > 12);
    await page.locator('summary').click();
    await page.locator('#filters label').first().waitFor();
    await look(`search.html?q=${query}`);
  }
}

async function look(name) {
  tally.check(name);
  const { needed, missing } = await page.evaluate(compare, whole);
  rules += needed;
  for (const rule of missing) tally.fault(name, `has no style for \`${rule}\``);
}

/** Runs in the page. Conditions are told apart by their first word, because a minifier writes `min-width` in another way. */
function compare(whole) {
  const states = /::[\w-]+(\([^)]*\))?|:(hover|focus-visible|focus-within|focus|active|visited|link|checked|target|open)\b/g;
  const found = (list, condition = '') =>
    [...list].flatMap((rule) => {
      if (rule.conditionText !== undefined) return found(rule.cssRules, /print|dark|contrast|forced|width|$/.exec(rule.conditionText)[0]);
      const split = rule.selectorText?.split(/,(?![^(]*\))/) ?? [];
      return split.map((selector) => ({ selector: selector.trim(), key: `${condition} ${selector.trim()}`.trim() }));
    });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(whole);
  const held = new Set(found(document.styleSheets[0].cssRules).map(({ key }) => key));
  const needed = found(sheet.cssRules).filter(({ selector }) => {
    const lasting = selector.replace(states, '').replace(':has()', '').replace(/(^|[\s>+~])$/, '$1*');
    return document.querySelector(lasting) !== null;
  });
  return { needed: needed.length, missing: needed.map(({ key }) => key).filter((key) => !held.has(key)) };
}
