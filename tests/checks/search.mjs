// The search page in a browser: `node search.mjs SITE [--only WORDS] [--screenshots OUT]` types, tabs, ticks and goes offline in Chromium.
// In: a built site in which a search finds more than one page of answers. Out: one line for each sentence that does not hold. Exit 1 if there is any.
// What must hold is said in `search/`. Must not know how answers are found: `client.mjs` asks the site's own script in Node.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './chromium.mjs';
import { answers } from './search/answers.mjs';
import { filters } from './search/filters.mjs';
import { head } from './search/head.mjs';
import { looks, takeScreenshots } from './search/looks.mjs';
import { sampleQueries } from './search/queries.mjs';
import { trouble } from './search/trouble.mjs';
import { Visitor } from './search/visitor.mjs';
import { serve } from './server.mjs';
import { Tally } from './tally.mjs';

const { values: options, positionals } = parseArgs({ options: { only: { type: 'string', default: '' }, screenshots: { type: 'string' } }, allowPositionals: true });
if (positionals.length !== 1) {
  console.error('usage: node search.mjs SITE [--only WORDS] [--screenshots OUT]');
  process.exit(2);
}

const root = resolve(positionals[0]);
const queries = await sampleQueries(root);
const server = await serve(root, '/a/b/');
const browser = await launch();
const visitor = new Visitor(browser, root, server.home, queries);
const tally = new Tally();
for (const [sentence, check] of [...answers, ...filters, ...trouble, ...head, ...looks].filter(([sentence]) => sentence.includes(options.only))) {
  tally.check(sentence);
  await visitor
    .doing((fault) => tally.fault(sentence, fault), () => check(visitor))
    .catch((error) => tally.fault(sentence, error.message.split('\n').slice(0, 4).join(' ')));
}
if (options.screenshots) await takeScreenshots(visitor, resolve(options.screenshots));
await browser.close();
server.close();
console.log(`asked for ${Object.values(queries).map(({ text, filters }) => `\`${[text, ...filters.map((filter) => filter.join('='))].join(' ')}\``).join(', ')}`);
tally.close();
