// How long readers wait: in Chromium on slow 3G (400 kbit/s, 400 ms) with a processor four times slower.
// In: a built site and queries. Out: milliseconds from the first byte asked for to a field that answers, and from Enter to the first result: with
// the query pasted, typed at five keys a second, and as a second search. Must not know how answers are found.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { summary } from './bytes.mjs';

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml', css: 'text/css; charset=utf-8' };
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

// Runs in the page before its own scripts.
function watch() {
  const times = (window.benchTimes = { ready: 0, enter: 0, results: 0 });
  new MutationObserver(() => {
    if (!times.ready && document.getElementById('filters')?.hidden === false) times.ready = performance.now();
    const first = document.querySelector('#answers li');
    if (times.enter && !times.results && first && first !== times.before) times.results = performance.now();
  }).observe(document, { attributes: true, childList: true, subtree: true });
  document.addEventListener('submit', () => Object.assign(times, { enter: performance.now(), results: 0, before: document.querySelector('#answers li') }), true);
}

export async function waits(site, pairs) {
  const server = await serve(site);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  const found = { ready: [], pasted: [], second: [], typed: [] };
  for (const [first, second] of pairs) {
    const pasted = await open(browser, server.address);
    found.ready.push(await pasted.evaluate(() => window.benchTimes.ready));
    found.pasted.push(await ask(pasted, () => pasted.evaluate((text) => (document.getElementById('q').value = text), first)));
    found.second.push(await ask(pasted, () => pasted.evaluate((text) => (document.getElementById('q').value = text), second)));
    await pasted.context().close();
    const typed = await open(browser, server.address);
    found.typed.push(await ask(typed, () => typed.locator('#q').pressSequentially(first, { delay: 200 })));
    await typed.context().close();
  }
  await browser.close();
  server.close();
  return Object.fromEntries(Object.entries(found).map(([name, times]) => [name, summary(times)]));
}

async function open(browser, address) {
  const page = await (await browser.newContext()).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_3G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(watch);
  await page.goto(`${address}search.html`);
  await page.waitForFunction(() => window.benchTimes.ready);
  return page;
}

async function ask(page, fill) {
  await fill();
  await page.locator('#q').press('Enter');
  await page.waitForFunction(() => window.benchTimes.results, null, { timeout: 60_000 });
  return page.evaluate(() => window.benchTimes.results - window.benchTimes.enter);
}

/** A server that packs, on a free port. */
async function serve(root) {
  const server = createServer((request, response) => {
    const path = join(root, decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname));
    if (!path.startsWith(root) || !existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': TYPES[path.split('.').at(-1)] ?? 'text/plain', 'Content-Encoding': 'gzip', 'Cache-Control': 'max-age=3600' });
    return response.end(gzipSync(readFileSync(path), { level: 9 }));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
