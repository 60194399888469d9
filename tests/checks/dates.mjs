// Pages that grow old in a browser: `node dates.mjs SITE` opens pages with dates in Chromium at the minutes that matter.
// In: a built site with sessions and news. Out: one line for each sentence that does not hold. Exit 1 if there is any.
// Must not know what is on when: every minute is read from the page.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, runAxe, sidewaysScroll } from './chromium.mjs';
import { serve } from './server.mjs';
import { pagesOf, Tally } from './tally.mjs';

if (process.argv.length !== 3) {
  console.error('usage: node dates.mjs SITE');
  process.exit(2);
}

const root = resolve(process.argv[2]);
const texts = new Map(pagesOf(root).map((name) => [name, readFileSync(join(root, name), 'utf8')]));
/** The first page below a folder whose text has all of these. */
const pageWith = (folder, ...signs) => [...texts].find(([name, text]) => name.startsWith(folder) && signs.every((sign) => text.includes(sign)))?.[0];

const OFFER = pageWith('offers/', ' data-open=', 'hidden><time', ' data-end=');
const LIST = pageWith('areas/', 'class=card', ' data-session=', ' data-end=');
const NEWS = texts.get('index.html').includes(' data-until=') ? 'index.html' : undefined;
if (!OFFER || !LIST || !NEWS) {
  console.error('the site needs an offer with more than four dates, an area with a card that names one, and news on the home page');
  process.exit(2);
}

const server = await serve(root, '/a/b/');
const browser = await launch();
const tally = new Tally();

/** A page as it is at a minute from 1970, for somebody whose own clock is far away. */
async function openAt(name, minute, { home = server.home, ...options } = {}) {
  const context = await browser.newContext({ timezoneId: 'Pacific/Auckland', ...options });
  const page = await context.newPage();
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.clock.install({ time: minute * 6e4 });
  await page.goto(home + name);
  return { page, errors, close: () => context.close() };
}

/** The numbers of an attribute wherever the page has it, least first. */
function minutesOf(name, attribute) {
  const minutes = [...texts.get(name).matchAll(new RegExp(` ${attribute}="?(\\d+)`, 'g'))].map(([, minute]) => Number(minute));
  return minutes.sort((one, other) => one - other);
}

/** The sessions of the first place of a page that says whether it is open: the minutes at which a day starts, it opens and it closes. */
function sessionsOf(name) {
  const [, sessions, words] = /data-open="([^"]+)" data-say="([^"]+)"/.exec(texts.get(name));
  let start = 0;
  return sessions.split(',').map((session) => {
    const [days, opens, length, kind] = session.split(' ').map(Number);
    start += days;
    return { start, opens: start + opens, closes: start + opens + length, now: words.split('|')[2 * kind], later: words.split('|')[2 * kind + 1] };
  });
}

const openLine = (page) => page.locator('[data-open]').first();
const shownDates = (page) => page.locator('ul.dates').first().locator('li:visible').allTextContents();

const sentences = [
  [
    'a place says that it is open while it is, that it opens later before that, and nothing after it or on the day before',
    async (say) => {
      const { start, opens, closes, now, later } = sessionsOf(OFFER)[0];
      for (const [minute, expected] of [[opens, now], [closes - 1, now], [opens - 1, later], [start, later], [start - 1, ''], [closes, '']]) {
        const { page, close } = await openAt(OFFER, minute);
        const text = await openLine(page).textContent();
        const isShown = await openLine(page).isVisible();
        if (text !== expected || isShown !== (expected !== '')) say(`at ${minute} it says “${text}”, not “${expected}”`);
        await close();
      }
    },
  ],
  [
    'an open page goes along with the clock',
    async (say) => {
      const { opens, now, later } = sessionsOf(OFFER)[0];
      const { page, close } = await openAt(OFFER, opens - 2);
      if ((await openLine(page).textContent()) !== later) say(`it does not say “${later}” before`);
      await page.clock.runFor('03:00');
      if ((await openLine(page).textContent()) !== now) say(`it does not say “${now}” three minutes later`);
      await close();
    },
  ],
  [
    'a date that is over goes, the others move up, and four are shown',
    async (say) => {
      const first = sessionsOf(OFFER)[0];
      const before = await openAt(OFFER, first.closes - 1);
      const after = await openAt(OFFER, first.closes);
      const [had, has] = [await shownDates(before.page), await shownDates(after.page)];
      if (had.length !== 4 || has.length !== 4) say(`${had.length} and then ${has.length} dates are shown`);
      if (had.slice(1).join() !== has.slice(0, 3).join()) say(`first “${had.join('; ')}”, then “${has.join('; ')}”`);
      await Promise.all([before.close(), after.close()]);
    },
  ],
  [
    'when all dates are over the page says so first, from a server and from disk, on an entry and in a list',
    async (say) => {
      for (const [name, home] of [[OFFER, server.home], [LIST, server.home], [OFFER, `${pathToFileURL(root).href}/`]]) {
        const [end] = minutesOf(name, 'data-end');
        const fresh = await openAt(name, end - 1, { home });
        if ((await fresh.page.locator('main > .notice:first-child').count()) > 0) say(`${name} is called old a minute too soon`);
        await fresh.close();
        const { page, errors, close } = await openAt(name, end, { home, viewport: { width: 320, height: 800 } });
        const notice = page.locator('main > .notice:first-child');
        const expected = await page.locator('[data-end]').getAttribute('data-over');
        if ((await notice.count()) !== 1 || (await notice.textContent()) !== expected) say(`${name} from ${home} does not begin with “${expected}”`);
        if ((await page.locator('[data-session]').count()) > 0) say(`${name} still names dates`);
        await page.clock.runFor('02:00');
        if ((await page.locator('[data-end]').count()) !== 1) say(`${name} says it more than once`);
        errors.forEach((error) => say(`${name}: ${error}`));
        const over = await sidewaysScroll(page);
        if (over) say(`${name} ${over}`);
        (await runAxe(page)).faults.forEach((fault) => say(`${name}: ${fault}`));
        await close();
      }
    },
  ],
  [
    'news goes when it is over, and its heading with the last',
    async (say) => {
      const ends = minutesOf(NEWS, 'data-until');
      const before = await openAt(NEWS, ends[0] - 1);
      const count = await before.page.locator('[data-until]').count();
      await before.close();
      const after = await openAt(NEWS, ends[0]);
      if ((await after.page.locator('[data-until]').count()) >= count) say('the first news to be over is still there');
      await after.close();
      const section = texts.get(NEWS).includes('aria-labelledby=news data-until=');
      const last = await openAt(NEWS, ends.at(-1));
      if (section && (await last.page.locator('#news').count()) > 0) say('the heading stands over nothing');
      await last.close();
    },
  ],
  [
    'without script an old page has its dates, and says up to when they go',
    async (say) => {
      const [end] = minutesOf(OFFER, 'data-end');
      const { page, close } = await openAt(OFFER, end + 1e5, { javaScriptEnabled: false });
      const dates = await shownDates(page);
      if (dates.length !== 4) say(`${dates.length} dates are shown`);
      if (!(await page.locator('[data-end]').isVisible())) say('it does not say up to when');
      if (await openLine(page).isVisible()) say('there is an empty line where it would say what is open');
      await close();
    },
  ],
];

for (const [sentence, check] of sentences) {
  tally.check(sentence);
  await check((fault) => tally.fault(sentence, fault)).catch((error) => tally.fault(sentence, error.message.split('\n').slice(0, 3).join(' ')));
}
await browser.close();
server.close();
console.log(`looked at ${OFFER}, ${LIST} and ${NEWS}`);
tally.close();
