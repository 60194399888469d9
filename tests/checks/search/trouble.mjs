// What must hold when things go wrong, come in pieces, or are not wanted. In: a visitor. Out: sentences, each with what makes it fail.

import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../server.mjs';
import { openPanel } from './filters.mjs';
import { addressOf } from './visitor.mjs';

const SHARDS = /\/search\/[^/]+\/[tdw]\d+\.js$/;
const FAILED = /Failed to load resource: net::ERR_(FAILED|INTERNET_DISCONNECTED)/;
const EVIL = '<img src=x onerror=alert(1)><script>alert(2)</script>"\'&amp;</a>';

export const trouble = [
  [
    'offline it says so, and when the line is back `Try again` works',
    async (visitor) => {
      const { few } = visitor.queries;
      const sheet = await visitor.open('search.html', { expected: FAILED });
      await sheet.window.setOffline(true);
      await sheet.look(few.text);
      await sheet.says('offline');
      sheet.expect((await sheet.focus()) === '#q', `the focus is on ${await sheet.focus()}`);
      const again = sheet.answers.getByRole('link', { name: await sheet.sentence('again') });
      await again.click();
      await sheet.says('offline');
      await sheet.window.setOffline(false);
      await again.click();
      await sheet.shows(few);
      sheet.expect((await sheet.focus()) === '#status', `the focus is on ${await sheet.focus()}`);
    },
  ],
  [
    'a part that does not come is said, with a way to try again',
    async (visitor) => {
      const { few } = visitor.queries;
      const sheet = await visitor.open('search.html', { expected: FAILED });
      await sheet.window.route(SHARDS, (route) => route.abort());
      await sheet.look(few.text);
      await sheet.says('failed');
      await sheet.window.unroute(SHARDS);
      await sheet.answers.getByRole('link', { name: await sheet.sentence('again') }).click();
      await sheet.shows(few);
    },
  ],
  [
    'a page of the host in place of a part does no harm',
    async (visitor) => {
      const before = (window) => window.route(SHARDS, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>Not here' }));
      const sheet = await visitor.open('search.html', { before, expected: /MIME type|Refused to execute/ });
      await sheet.page.evaluate(() => (window.onerror = () => true));
      await sheet.look(visitor.queries.few.text);
      await sheet.says('failed');
    },
  ],
  [
    'filters that do not come are said, and opening the panel again tries again',
    async (visitor) => {
      const sheet = await visitor.open('search.html', { expected: FAILED });
      await sheet.window.route(/\/f\.js$/, (route) => route.abort());
      await sheet.summary.click();
      await sheet.panel.getByText(await sheet.sentence('failed')).waitFor();
      await sheet.window.unroute(/\/f\.js$/);
      await sheet.summary.click();
      await openPanel(sheet);
    },
  ],
  [
    'while parts are on their way it says so, and an answer to an older search never shows',
    async (visitor) => {
      const { few, typo } = visitor.queries;
      let letGo;
      const held = new Promise((done) => (letGo = done));
      const sheet = await visitor.open();
      await sheet.window.route(SHARDS, (route) => held.then(() => route.continue()));
      const listened = await sheet.listen();
      await sheet.look(few.text);
      await sheet.says('loading');
      await sheet.look('');
      await sheet.says('nothing');
      await sheet.look(typo.text);
      await sheet.says('loading');
      // The older search takes fewer rounds, so that its answer would come first.
      letGo();
      await sheet.shows(typo);
      const said = await listened();
      sheet.expect(said.length === 4, `it says ${said.join(' / ')}`);
      await sheet.look(few.text);
      await sheet.shows(few);
    },
  ],
  [
    'nothing of the index is fetched before somebody types, and a word is fetched ahead from its fourth letter on',
    async (visitor) => {
      const { few } = visitor.queries;
      const sheet = await visitor.open();
      await sheet.field.focus();
      sheet.expect(sheet.shards().length === 0, `it fetched ${sheet.shards().join(', ')}`);
      await sheet.field.pressSequentially(few.text.slice(0, 3));
      sheet.expect(sheet.shards().length === 0, `three letters fetched ${sheet.shards().join(', ')}`);
      const arrived = sheet.page.waitForResponse(SHARDS);
      await sheet.field.pressSequentially(few.text.slice(3));
      await arrived;
      sheet.expect(sheet.shards().length === 1, `one word fetched ${sheet.shards().join(', ')}`);
      const from = sheet.asked.length;
      await sheet.field.press('Enter');
      await sheet.shows(few);
      const twice = sheet.shards(from).filter((name) => sheet.shards().indexOf(name) < sheet.shards().length - sheet.shards(from).length);
      sheet.expect(twice.length === 0, `${twice.join(', ')} came twice`);
    },
  ],
  [
    'nothing is fetched ahead for somebody who saves data',
    async (visitor) => {
      const before = (window) => window.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
      const sheet = await visitor.open('search.html', { before });
      await sheet.field.pressSequentially(`${visitor.queries.few.text} and then more `);
      sheet.expect(sheet.shards().length === 0, `it fetched ${sheet.shards().join(', ')}`);
      await sheet.look(visitor.queries.few.text);
      await sheet.shows(visitor.queries.few);
    },
  ],
  [
    'markup in an entry never becomes markup',
    async (visitor) => {
      const before = (window) =>
        window.route(/\/d\d+\.js$/, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: poisoned(await response.text()) });
        });
      const sheet = await visitor.open(addressOf(visitor.queries.many), { before });
      await sheet.becomes('answers', null, () => document.querySelector('#answers li'));
      const strange = await sheet.answers.evaluate((part) => [...new Set([...part.querySelectorAll('*')].map((one) => one.localName))].filter((name) => !['a', 'h2', 'li', 'mark', 'ol', 'p', 'span'].includes(name)));
      sheet.expect(strange.length === 0, `there are elements of the entry's own: ${strange.join(', ')}`);
      sheet.expect((await sheet.results.first().innerText()).includes(EVIL), 'the text of the entry is not shown as it is');
      const hrefs = await sheet.answers.locator('a').evaluateAll((links) => links.map((link) => link.protocol));
      sheet.expect(hrefs.every((protocol) => ['http:', 'tel:'].includes(protocol)), `a link has another scheme: ${[...new Set(hrefs)].join(', ')}`);
    },
  ],
  [
    'the page allows scripts of its own folder only, and nothing breaks its policy',
    async (visitor) => {
      const before = (window) => window.addInitScript(() => addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
      const sheet = await visitor.open('search.html', { before });
      const policy = await sheet.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
      sheet.expect(/script-src 'self'(;|$)/.test(policy) && !/unsafe|\*|https?:/.test(policy), `the policy is ${policy}`);
      await openPanel(sheet);
      for (const query of Object.values(visitor.queries)) {
        await sheet.look(query.text);
        await sheet.page.waitForLoadState();
      }
      await sheet.shows({ ...visitor.queries.empty, filters: [] });
    },
  ],
  [
    'nothing is stored',
    async (visitor) => {
      const sheet = await visitor.open(addressOf(visitor.queries.narrow));
      await sheet.shows(visitor.queries.narrow);
      await sheet.look(visitor.queries.few.text);
      const { cookies, origins } = await sheet.window.storageState({ indexedDB: true });
      const kept = await sheet.page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]);
      sheet.expect(cookies.length === 0 && origins.length === 0 && kept.every((count) => count === 0), `kept: ${cookies.length} cookies, ${kept.join(', ')}`);
    },
  ],
  [
    'without script there are a note, the lists, and a form that leads to the same page',
    async (visitor) => {
      const sheet = await visitor.open('search.html', { javaScriptEnabled: false });
      sheet.expect(await sheet.page.locator('noscript p').isVisible(), 'there is no note');
      sheet.expect(await sheet.panel.isHidden(), 'there is a panel without filters');
      sheet.expect((await sheet.page.locator('main section a:visible').count()) > 3, 'there are no lists');
      await sheet.look(visitor.queries.few.text);
      await sheet.page.waitForURL((url) => url.searchParams.get('q') === visitor.queries.few.text && url.pathname.endsWith('/search.html'));
      sheet.expect(sheet.asked.every((url) => !url.endsWith('.js')), 'a script is fetched all the same');
    },
  ],
  [
    'from disk it searches, turns pages and goes back',
    async (visitor) => {
      const { few, many } = visitor.queries;
      const sheet = await visitor.open('search.html', { home: visitor.disk });
      await sheet.look(few.text);
      await sheet.shows(few);
      await sheet.look(many.text);
      await sheet.shows(many);
      await sheet.answers.getByRole('link', { name: await sheet.sentence('next') }).click();
      await sheet.shows({ ...many, from: 10 });
      await sheet.page.goBack();
      await sheet.shows(many);
      await sheet.page.goBack();
      await sheet.shows(few);
      await openPanel(sheet);
      const again = await visitor.open(addressOf(visitor.queries.narrow), { home: visitor.disk });
      await again.shows(visitor.queries.narrow);
    },
  ],
  [
    'a site small enough for one file answers the same',
    async (visitor) => {
      const folder = oneFileOf(visitor.root);
      const server = await serve(folder, '/');
      visitor.atLast(() => {
        server.close();
        rmSync(folder, { recursive: true });
      });
      // An address with a query is answered while the script starts, so the shards have to be there before it.
      const sheet = await visitor.open(addressOf(visitor.queries.many), { home: server.home });
      await sheet.shows(visitor.queries.many);
      await openPanel(sheet);
      await sheet.look(visitor.queries.typo.text);
      await sheet.shows(visitor.queries.typo);
      sheet.expect(sheet.shards().length === 0, `it fetched ${sheet.shards().join(', ')}`);
    },
  ],
];

/** A shard of records in which what strangers wrote is hostile; the kind and the name of the page are the program's own. */
function poisoned(script) {
  const parts = [];
  new Function('fp', script)((name, text) => parts.push(name, text));
  const fields = parts[1].split('\t').map((field, at) => (at % 7 > 1 ? `${EVIL} ${field}` : field));
  return `fp(${JSON.stringify(parts[0])},${JSON.stringify(fields.join('\t'))})`;
}

/** The site's search with all its files put into one, as a small site has it. */
function oneFileOf(root) {
  const folder = mkdtempSync(join(tmpdir(), 'one-file-'));
  cpSync(join(root, 'search.html'), join(folder, 'search.html'));
  cpSync(join(root, 'icon.svg'), join(folder, 'icon.svg'));
  cpSync(join(root, 'search'), join(folder, 'search'), { recursive: true });
  for (const name of readdirSync(join(folder, 'search'))) {
    const files = readdirSync(join(folder, 'search', name)).filter((file) => file !== 'search.js');
    const held = {};
    let spelling = '';
    for (const file of files) {
      const script = readFileSync(join(folder, 'search', name, file), 'utf8');
      if (file === 's.js') spelling = script;
      else new Function('fp', script)((shard, text) => (held[shard] = text));
      rmSync(join(folder, 'search', name, file));
    }
    const main = join(folder, 'search', name, 'search.js');
    const shards = JSON.stringify(held).slice(1, -1);
    writeFileSync(main, readFileSync(main, 'utf8').replace(/held=\{\s*\};/, () => `held={${shards}};${spelling}`));
  }
  return folder;
}
