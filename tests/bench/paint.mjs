// How soon a page shows on an old phone and a slow line: `node paint.mjs DIR [PAGE…]` prints a table, a line for each kind of page.
// In: a folder of HTML. Out: first and largest contentful paint (the median of five visits), requests and bytes. Exit 1 if a first paint is over 1.2 s.
// The line has 400 kbit/s and 400 ms to the first byte, the processor a quarter of its speed; files are packed by Brotli, as hosts do.

import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { launch } from '../checks/chromium.mjs';
import { samplePages } from '../checks/sample.mjs';
import { pagesOf } from '../checks/tally.mjs';
import { summary } from './bytes.mjs';

const VISITS = 5;
const MOST_MS = 1200;
const LINE = { offline: false, latency: 400, downloadThroughput: (400 * 1000) / 8, uploadThroughput: (400 * 1000) / 8 };
const PROCESSOR = 4;
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml', '.webp': 'image/webp', '.avif': 'image/avif', '.png': 'image/png', '.jpg': 'image/jpeg' };

if (process.argv.length < 3) {
  console.error('usage: node paint.mjs DIR [PAGE…]');
  process.exit(2);
}
const root = resolve(process.argv[2]);
const names = process.argv.length > 3 ? process.argv.slice(3) : samplePages(root, pagesOf(root)).filter((name) => name !== '404.html');

const packed = new Map();
const server = createServer((request, response) => {
  const file = join(root, decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname));
  if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
  if (!packed.has(file)) packed.set(file, brotliCompressSync(readFileSync(file)));
  response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Encoding': 'br', 'Content-Length': packed.get(file).length }).end(packed.get(file));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const home = `http://127.0.0.1:${server.address().port}/`;
const browser = await launch();
// The first visit of a browser is to its own start-up; it is not counted.
await visit('index.html');

let slow = 0;
console.log('first paint ms | largest ms | requests | bytes | page');
for (const name of names) {
  const visits = [];
  while (visits.length < VISITS) visits.push(await visit(name));
  const median = (key) => Math.round(summary(visits.map((one) => one[key])).median);
  if (median('first') > MOST_MS) slow += 1;
  console.log([String(median('first')).padStart(14), String(median('largest')).padStart(10), String(median('requests')).padStart(8), String(median('bytes')).padStart(5), name].join(' | '));
}
console.log(slow === 0 ? `every first paint is under ${MOST_MS} ms` : `${slow} of ${names.length} first paints are over ${MOST_MS} ms`);
await browser.close();
server.close();
process.exitCode = slow === 0 ? 0 : 1;

/** One visit by a reader who has nothing yet. */
async function visit(name) {
  const window = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const page = await window.newPage();
  const session = await window.newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  session.on('Network.requestWillBeSent', () => (requests += 1));
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  await session.send('Emulation.setCPUThrottlingRate', { rate: PROCESSOR });
  await page.goto(home + name);
  const { first, largest } = await page.evaluate(
    () =>
      new Promise((done) => {
        new PerformanceObserver((list) => {
          const painted = performance.getEntriesByName('first-contentful-paint')[0];
          done({ first: painted.startTime, largest: list.getEntries().at(-1).startTime });
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  await window.close();
  return { first, largest, requests, bytes };
}
