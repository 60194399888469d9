// What a reader keeps and takes along, in a browser: `node list.mjs SITE [--only WORDS] [--screenshots OUT]` keeps an offer, prints it, forgets it.
// In: a built site with two offers that can be kept. Out: one line for each sentence that does not hold. Exit 1 if there is any.
// Must not know how the text of an offer is made: it counts its letters.

import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, runAxe, sidewaysScroll } from './chromium.mjs';
import { slowly } from './search/slowly.mjs';
import { askAll, Visitor } from './search/visitor.mjs';
import { serve } from './server.mjs';
import { pagesOf, Tally } from './tally.mjs';

const { values: options, positionals } = parseArgs({ options: { only: { type: 'string', default: '' }, screenshots: { type: 'string' } }, allowPositionals: true });
if (positionals.length !== 1) {
  console.error('usage: node list.mjs SITE [--only WORDS] [--screenshots OUT]');
  process.exit(2);
}

const root = resolve(positionals[0]);
const offers = pagesOf(root).filter((name) => name.startsWith('offers/') && readFileSync(join(root, name), 'utf8').includes('id=keep'));
const [first, second] = offers;
const LIST = 'my-list.html';
const WIDTHS = [320, 768, 1280];

const stored = (page) => page.evaluate(() => Object.entries({ ...localStorage }));
const text = (page) => page.locator('#text').evaluate((link) => decodeURIComponent(link.href.split('body=')[1]));
const says = (page) => page.locator('#list-says').textContent();
const go = (sheet, name) => sheet.page.goto((sheet.home ?? server.home) + name);

/** A window in which some offers are on the list, with the list open. */
async function kept(visitor, names, choices) {
  const sheet = await visitor.open(names[0], choices);
  for (const name of names) {
    await go(sheet, name);
    await sheet.page.locator('#keep').click();
  }
  await go(sheet, LIST);
  return sheet;
}

const sentences = [
  [
    'nothing is kept before the reader asks, and no cookie ever',
    async (visitor) => {
      const sheet = await visitor.open(first);
      await go(sheet, LIST);
      sheet.expect((await stored(sheet.page)).length === 0, `the browser keeps ${JSON.stringify(await stored(sheet.page))}`);
      const full = await kept(visitor, [first]);
      sheet.expect((await full.page.context().cookies()).length === 0, 'there is a cookie');
    },
  ],
  [
    'nothing that can be seen moves while the list comes, however slowly',
    async (visitor) => {
      for (const width of [320, 1280]) {
        const sheet = await kept(visitor, [first, second], { viewport: { width, height: 800 }, before: slowly });
        await sheet.page.locator('#list h2').first().waitFor();
        const moved = await sheet.page.evaluate(() => new Promise((done) => setTimeout(() => done(window.moved), 300)));
        moved.forEach((fault) => sheet.expect(false, `${width} px: ${fault}`));
      }
    },
  ],
  [
    'what waits for the list is seen at last, even if the script never comes',
    async (visitor) => {
      const before = (window) => window.route(/\/scripts\/list-\w+\.js$/, (route) => route.abort());
      const sheet = await visitor.open(LIST, { before, expected: /net::ERR_FAILED/ });
      const below = sheet.page.locator('#list ~ ul a').first();
      sheet.expect(!(await below.isVisible()), 'nothing waits, so it moves when the list comes');
      await sheet.page.evaluate(() => document.getAnimations().forEach((one) => one.finish()));
      sheet.expect(await below.isVisible(), 'it waits for ever');
    },
  ],
  [
    'what is kept is one item, is there after a reload, and stands on the list with its phone and its link',
    async (visitor) => {
      const sheet = await visitor.open(first);
      const [name, message] = [await sheet.page.locator('h1').textContent(), await text(sheet.page)];
      const before = await sheet.page.locator('#keep').textContent();
      await sheet.page.locator('#keep').click();
      const after = await sheet.page.locator('#keep').textContent();
      sheet.expect(before !== after, `the button still says \`${after}\``);
      sheet.expect((await says(sheet.page)) !== '', 'nothing is said of it');
      await sheet.page.reload();
      sheet.expect((await sheet.page.locator('#keep').textContent()) === after, 'it is not kept');
      sheet.expect((await stored(sheet.page)).length === 1, `it is kept as ${(await stored(sheet.page)).length} items`);
      await go(sheet, LIST);
      const card = await sheet.page.locator('#list .card').innerText();
      const lines = message.split('\n').slice(1);
      for (const part of [name, ...lines]) sheet.expect(card.includes(part), `the list lacks \`${part}\`: ${card}`);
      await sheet.page.locator('#list h2 a').click();
      sheet.expect((await sheet.page.locator('h1').textContent()) === name, 'its link leads elsewhere');
    },
  ],
  [
    'a second press takes it off again, and then nothing is kept',
    async (visitor) => {
      const sheet = await visitor.open(first);
      await sheet.page.locator('#keep').click();
      await sheet.page.locator('#keep').click();
      sheet.expect((await stored(sheet.page)).length === 0, 'the browser still keeps something');
    },
  ],
  [
    'one can be taken off the list, and forgetting takes all of it and says so',
    async (visitor) => {
      const sheet = await kept(visitor, [first, second]);
      sheet.expect((await sheet.page.locator('#list .card').count()) === 2, 'the list does not show two');
      await sheet.page.locator('#list .card button').first().click();
      sheet.expect((await sheet.page.locator('#list .card').count()) === 1, 'it is still there');
      sheet.expect((await sheet.focus()) === '#list-says', `the focus is at ${await sheet.focus()}`);
      await sheet.page.locator('#list > .ways button').last().click();
      sheet.expect((await stored(sheet.page)).length === 0, 'the browser still keeps something');
      sheet.expect((await sheet.page.locator('#list .card').count()) === 0, 'the list still shows something');
      sheet.expect((await says(sheet.page)) !== '', 'nothing is said of it');
    },
  ],
  [
    'every text message has a phone number that can be read, and at most 306 letters, or 134',
    async (visitor) => {
      const sheet = await visitor.open(first, { javaScriptEnabled: false });
      for (const name of offers) {
        await go(sheet, name);
        const href = await sheet.page.locator('#text').getAttribute('href');
        const message = decodeURIComponent(href.split('body=')[1]);
        const most = /^[\n -~£¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¡ÄÖÑÜ§¿äöñüà€]*$/u.test(message) ? 306 : 134;
        sheet.expect(message.length <= most, `${name} has ${message.length} letters`);
        sheet.expect(href.startsWith('sms:?&body='), `${name} has ${href.slice(0, 20)}`);
      }
    },
  ],
  [
    'the whole list can be sent as a text message, by email, and copied',
    async (visitor) => {
      const sheet = await kept(visitor, [first, second]);
      await sheet.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const links = await sheet.page.locator('#list > .ways a').evaluateAll((all) => all.map(({ href }) => decodeURIComponent(href)));
      sheet.expect(links.length === 2 && links[0].startsWith('sms:?&body=') && links[1].startsWith('mailto:?subject='), `the links are ${links}`);
      const titles = await sheet.page.locator('#list h2').allTextContents();
      for (const link of links) for (const title of titles) sheet.expect(link.includes(title.trim().slice(0, 25)), `${link} lacks ${title}`);
      await sheet.page.locator('#list > .ways button').nth(1).click();
      const copied = await sheet.page.evaluate(() => navigator.clipboard.readText());
      sheet.expect(links[0].endsWith(copied.replaceAll('\r', '')) && copied !== '', `what is copied is ${copied}`);
    },
  ],
  [
    'printed, the offers are there and nothing that is pressed',
    async (visitor) => {
      const sheet = await kept(visitor, [first, second]);
      await sheet.page.emulateMedia({ media: 'print' });
      sheet.expect((await sheet.page.locator('#list .card:visible').count()) === 2, 'the offers are not printed');
      sheet.expect((await sheet.page.locator('main button:visible').count()) === 0, 'buttons are printed');
      await go(sheet, first);
      sheet.expect((await sheet.page.locator('#text:visible, #keep:visible').count()) === 0, 'the page of an offer prints what only a screen can do');
    },
  ],
  [
    'without script there is no button and no gap, the message can be written, and the list says what to do',
    async (visitor) => {
      const sheet = await visitor.open(first, { javaScriptEnabled: false });
      sheet.expect(await sheet.page.locator('#text').isVisible(), 'the text message is not there');
      sheet.expect((await sheet.page.locator('#keep').boundingBox()) === null, 'there is a button that does nothing, or its room');
      await go(sheet, LIST);
      sheet.expect(await sheet.page.locator('noscript').isVisible(), 'the list does not say why it is empty');
    },
  ],
  [
    'nothing moves when the script comes',
    async (visitor) => {
      let arrive;
      const held = new Promise((resolve) => (arrive = resolve));
      const sheet = await visitor.window({
        before: (window) => window.route('**/scripts/list-*.js', (route) => held.then(() => route.continue())),
      });
      await sheet.page.goto(server.home + first, { waitUntil: 'commit' });
      const foot = sheet.page.locator('footer');
      await foot.waitFor();
      const place = () => foot.evaluate((element) => element.getBoundingClientRect().top + scrollY);
      const before = await place();
      arrive();
      await sheet.page.locator('#keep').click();
      const after = await place();
      sheet.expect(Math.abs(after - before) < 1, `the foot of the page moves by ${after - before} px`);
    },
  ],
  [
    'a browser that keeps nothing says so, and breaks nothing',
    async (visitor) => {
      const before = (window) => window.addInitScript(() => Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } }));
      const sheet = await visitor.open(first, { before });
      const silent = await says(sheet.page);
      await sheet.page.locator('#keep').click();
      sheet.expect((await says(sheet.page)) !== silent, 'the page of an offer does not say that it failed');
      await go(sheet, LIST);
      sheet.expect((await says(sheet.page)) !== '', 'the list does not say that it failed');
    },
  ],
  [
    'it works from disk in this browser',
    async (visitor) => {
      const sheet = await visitor.open(first, { home: visitor.disk });
      await sheet.page.locator('#keep').click();
      await sheet.page.goto(visitor.disk + LIST);
      sheet.expect((await sheet.page.locator('#list .card').count()) === 1, 'the list is empty');
    },
  ],
  [
    'what others put into the storage never becomes markup or another list',
    async (visitor) => {
      const evil = '<img src=x onerror=alert(1)>';
      const sheet = await kept(visitor, [first]);
      for (const value of [JSON.stringify([[`javascript:alert(1)//`, evil, `${evil}\n${evil}`]]), JSON.stringify([1, {}, [evil]]), '{"a":1}', 'not a list', 'null']) {
        await sheet.page.evaluate((text) => localStorage.setItem(Object.keys(localStorage)[0], text), value);
        await sheet.page.reload();
        sheet.expect((await sheet.page.locator('#list img').count()) === 0, `${value} becomes markup`);
        const links = await sheet.page.locator('#list h2 a').evaluateAll((all) => all.map(({ href }) => href));
        sheet.expect(links.every((href) => href.startsWith(server.home)), `${value} leads to ${links}`);
      }
    },
  ],
  ...['light', 'dark'].map((colorScheme) => [
    `axe finds nothing, nothing scrolls sideways and targets are 44 px, ${colorScheme}`,
    async (visitor) => {
      for (const width of WIDTHS) {
        const choices = { colorScheme, viewport: { width, height: 800 } };
        for (const sheet of [await kept(visitor, [first, second], choices), await visitor.open(LIST, choices), await visitor.open(first, choices)]) {
          const { faults } = await runAxe(sheet.page);
          const small = await sheet.page.locator('.ways a:visible, .ways button:visible, .leave a:visible').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 43.5).map(({ textContent }) => `\`${textContent}\` is too low`));
          [...faults, ...small, await sidewaysScroll(sheet.page)].filter(Boolean).forEach((fault) => sheet.expect(false, `${width} px: ${fault}`));
        }
      }
    },
  ]),
];

const server = await serve(root, '/a/b/');
const browser = await launch();
const visitors = [1, 2].map(() => new Visitor(browser, root, server.home));
const tally = new Tally();
if (!second) tally.fault(root, 'has no two offers that can be kept');
await askAll(visitors, sentences.filter(([sentence]) => second && sentence.includes(options.only)), tally);
if (options.screenshots) await takeScreenshots(resolve(options.screenshots));
await browser.close();
server.close();
tally.close();

/** Saves the list and what it comes from, at three widths, light, dark and as printed, for people to look at. */
async function takeScreenshots(folder) {
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark']) {
    for (const width of WIDTHS) {
      await visitors[0].doing(console.error, async () => {
        const sheet = await kept(visitors[0], [first, second], { colorScheme, viewport: { width, height: 800 } });
        const save = (name) => sheet.page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        await save('list');
        await sheet.page.emulateMedia({ media: 'print', colorScheme });
        await save('list-print');
        await sheet.page.emulateMedia({ media: 'screen', colorScheme });
        for (const name of [first, 'accessibility.html', 'privacy.html', 'a-to-z.html']) {
          await go(sheet, name);
          await save(name.replace('.html', '').replaceAll('/', '-'));
        }
      });
    }
  }
}
