// How much a reader downloads before anything shows: `node weight.mjs DIR` weighs all pages of a built site.
// In: a folder of HTML. Out: one line a fault: a page over 8 KB, a style over 5 KB (both packed by Brotli), anything
// that a page waits for before it paints, a script on a page that needs none. Exit 1 if there is any. Must not know how the site was made.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { pagesOf, Tally } from './tally.mjs';

const pack = promisify(brotliCompress);
const PAGE = 8 * 1024;
const STYLE = 5 * 1024;

// A list grows with what it lists. It may be larger than other pages, but not than the first round trip of a connection carries.
const LINKS_OF_A_LIST = 100;
const LIST = 14 * 1024;

// A script by its address, and what a page shows that needs it: a search, something that will be over one day, something to keep.
const NEEDED = [
  [/search\/[0-9a-f]+\/search\.js/, /id=answers/],
  [/scripts\/dates-/, / data-(session|until|open)=/],
  [/scripts\/list-/, /id=(keep|list)/],
];

const { positionals } = parseArgs({ allowPositionals: true });
if (positionals.length !== 1) {
  console.error('usage: node weight.mjs DIR');
  process.exit(2);
}

const root = resolve(positionals[0]);
const tally = new Tally();
const pages = await Promise.all(pagesOf(root).map(weigh));
for (const { name, text, bytes, links } of pages) {
  tally.check(name);
  const isList = links > LINKS_OF_A_LIST;
  if (bytes > (isList ? LIST : PAGE)) tally.fault(name, `is ${bytes} bytes packed, over ${isList ? `${LIST}, even for a list of ${links} links` : PAGE}`);
  for (const [, tag, attributes] of text.matchAll(/<(script|link)\b([^>]*)>/gi)) {
    if (tag === 'script' && !NEEDED.some(([script, sign]) => script.test(attributes) && sign.test(text))) tally.fault(name, 'has a script that nothing on it needs');
    if (tag === 'script' && !/\b(defer|async)\b|type="?module/i.test(attributes)) tally.fault(name, 'waits for a script before it paints: `defer` is missing');
    if (tag === 'link' && /\brel="?(stylesheet|preload)/i.test(attributes)) tally.fault(name, 'waits for a second file before it paints: its style should stand in the page');
  }
}
for (const style of new Set(pages.flatMap(({ style }) => style))) {
  const { length } = await pack(style);
  if (length > STYLE) tally.fault('the style', `is ${length} bytes packed, over ${STYLE}`);
  if (/@import/i.test(style)) tally.fault('the style', 'waits for another file: it has `@import`');
  console.log(`style: ${length} bytes packed, ${style.length} as it is`);
}
report();
tally.close();

async function weigh(name) {
  const text = readFileSync(join(root, name), 'utf8');
  const style = [...text.matchAll(/<style[^>]*>(.*?)<\/style>/gis)].map(([, css]) => css);
  return { name, text, style, bytes: (await pack(text)).length, links: text.match(/<a\s/gi)?.length ?? 0 };
}

function report() {
  const sorted = pages.toSorted((one, other) => other.bytes - one.bytes);
  console.log(`${pages.length} pages: ${sorted[0].bytes} bytes at most (${sorted[0].name}), half of them under ${sorted[sorted.length >> 1].bytes}`);
  const lists = sorted.filter(({ bytes, links }) => bytes > PAGE && links > LINKS_OF_A_LIST);
  if (lists.length > 0) console.log(`note: ${lists.length} lists are over ${PAGE}: ${lists.slice(0, 5).map(({ name, bytes }) => `${name} ${bytes}`).join(', ')}`);
}
