// What must hold of the search field in the head of every page. In: a visitor. Out: sentences, each with what makes it fail.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../server.mjs';
import { pageFrom } from '../page.mjs';
import { pagesOf } from '../tally.mjs';
import { addressOf } from './visitor.mjs';

const FIELD = 'header form input[type="search"]';

/** The deepest page there is: the way back from it is the longest. */
function deepPage(root) {
  return pagesOf(root).toSorted((one, other) => other.split('/').length - one.split('/').length)[0];
}

async function lookFrom(visitor, sheet) {
  const { few } = visitor.queries;
  await sheet.page.locator(FIELD).fill(few.text);
  await sheet.page.locator(FIELD).press('Enter');
  await sheet.page.waitForURL((url) => url.href === sheet.home + addressOf(few));
  await sheet.shows(few);
}

export const head = [
  [
    'the field in the head leads to the answers, from any depth, on the page of lost addresses and from disk',
    async (visitor) => {
      const deep = deepPage(visitor.root);
      await lookFrom(visitor, await visitor.open(deep));
      await lookFrom(visitor, await visitor.open('index.html'));
      await lookFrom(visitor, await visitor.open(deep, { home: visitor.disk }));
      const { base } = pageFrom(readFileSync(join(visitor.root, '404.html'), 'utf8'));
      const server = await serve(visitor.root, base);
      visitor.atLast(() => server.close());
      const sheet = await visitor.window({ home: server.home, expected: /status of 404/ });
      await sheet.page.goto(`${server.home}no/such/page.html`);
      await lookFrom(visitor, sheet);
    },
  ],
  [
    'the field in the head has a name, a button, and no script behind it',
    async (visitor) => {
      const sheet = await visitor.open('index.html', { javaScriptEnabled: false });
      const search = sheet.page.getByRole('search');
      sheet.expect((await search.count()) === 1, `there are ${await search.count()} places to search on the home page`);
      sheet.expect((await search.getByRole('searchbox', { name: /\p{L}/u }).count()) === 1, 'the field has no name');
      await search.getByRole('searchbox').fill(visitor.queries.few.text);
      await search.getByRole('button', { name: /\p{L}/u }).click();
      await sheet.page.waitForURL(sheet.home + addressOf(visitor.queries.few));
      sheet.expect(sheet.asked.every((url) => !url.endsWith('.js')), 'a page without a search fetches a script');
    },
  ],
  [
    'the search page has one field, its own',
    async (visitor) => {
      const sheet = await visitor.open();
      sheet.expect((await sheet.page.getByRole('search').count()) === 1, 'it has two');
      sheet.expect((await sheet.page.locator('input[type="search"]').count()) === 1, 'it has two fields');
    },
  ],
  [
    'the field in the head stands in one row below the helpline, and beside or below the main pages',
    async (visitor) => {
      for (const width of [320, 1280]) {
        const sheet = await visitor.open('index.html', { viewport: { width, height: 640 } });
        const top = async (selector) => (await sheet.page.locator(selector).first().boundingBox()).y;
        const field = await sheet.page.locator(FIELD).boundingBox();
        const button = await sheet.page.locator('header form button').boundingBox();
        sheet.expect((await top('.helpline a')) < field.y && (await top('header nav a')) < field.y + field.height, `it pushes the helpline or the main pages down at ${width} px`);
        sheet.expect(Math.abs(field.y - button.y) < 2, `field and button do not stand in one row at ${width} px`);
        sheet.expect(Math.min(field.height, button.height) >= 44 && field.width >= 100, `it is too small at ${width} px`);
      }
    },
  ],
];
