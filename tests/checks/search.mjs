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
import { askAll, Visitor } from './search/visitor.mjs';
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
const visitors = [1, 2].map(() => new Visitor(browser, root, server.home, queries));
const tally = new Tally();
// What takes longest comes first.
const sentences = [...looks, ...trouble, ...head, ...answers, ...filters].filter(([sentence]) => sentence.includes(options.only));
await askAll(visitors, sentences, tally);
if (options.screenshots) await takeScreenshots(visitors[0], resolve(options.screenshots));
await browser.close();
server.close();
console.log(`asked for ${Object.values(queries).map(({ text, filters }) => `\`${[text, ...filters.map((filter) => filter.join('='))].join(' ')}\``).join(', ')}`);
tally.close();
