// Every page is looked at several times, each time as another reader has it.
// In: a browser, a folder of HTML, names of pages. Out: what was found: page, sentence, rounds. Must not know how a check finds it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runAxe } from '../chromium.mjs';
import { pageFrom } from '../page.mjs';
import { oneOfEachKind } from '../sample.mjs';
import { IN_PIECES, serve } from '../server.mjs';
import { codesniffer } from './codesniffer.mjs';
import { openFromDisk } from './disk.mjs';
import { keeps } from './keeps.mjs';
import { keyboard } from './keyboard.mjs';
import { large, legible, spaced } from './lost.mjs';
import { names } from './names.mjs';
import { narrow } from './narrow.mjs';
import { paint } from './paint.mjs';
import { pictures } from './pictures.mjs';
import { skipLink } from './skip.mjs';
import { targets } from './targets.mjs';
import { listen } from './traffic.mjs';

const LIGHT = { colorScheme: 'light' };
const DARK = { colorScheme: 'dark' };
const MORE = { contrast: 'more' };
const NO_SCRIPT = { javaScriptEnabled: false };
const WIDE = { viewport: { width: 1280, height: 800 } };
// A window of 1280 by 1024 px at four times its size.
const NARROW = { viewport: { width: 320, height: 256 } };

/**
 * Where a page arrives in pieces, what is painted early must stay where it is. In the first five, every two choices of scheme, width, script and contrast meet at least once; the last three are walks. A check that changes the
 * page stands last. What is `ofTheme` cannot differ from page to page of a kind: the last page of each kind stands for it.
 */
export const ROUNDS = [
  { name: 'light, 1280 px', window: { ...LIGHT, ...WIDE }, arrives: IN_PIECES, checks: [paint, skipLink, axe, codesniffer, names, targets, pictures, legible, keeps, spaced] },
  { name: 'light, 320 px, no script, more contrast', window: { ...LIGHT, ...NARROW, ...NO_SCRIPT, ...MORE }, checks: [skipLink, axe, targets, pictures, legible, spaced, narrow] },
  { name: 'dark, 1280 px, no script, more contrast', window: { ...DARK, ...WIDE, ...NO_SCRIPT, ...MORE }, checks: [skipLink, axe, legible, large] },
  { name: 'dark, 320 px, more contrast', window: { ...DARK, ...NARROW, ...MORE }, arrives: IN_PIECES, checks: [paint, skipLink, axe, legible] },
  { name: 'dark, 320 px, no script', window: { ...DARK, ...NARROW, ...NO_SCRIPT }, checks: [axe, codesniffer] },
  { name: 'keyboard, light, 1280 px', window: { ...LIGHT, ...WIDE }, checks: [keyboard] },
  { name: 'keyboard, dark, 320 px', window: { ...DARK, viewport: { width: 320, height: 800 } }, checks: [keyboard], ofTheme: true },
  { name: 'keyboard, forced colours', window: { ...DARK, ...WIDE, forcedColors: 'active' }, checks: [keyboard], ofTheme: true },
];

/** What was found. `faults`: page -> sentence -> names of rounds. `unjudged`: what is left to a person -> pages. */
export class Findings {
  faults = new Map();
  unjudged = new Map();

  note(page, round, sentence) {
    const faults = this.faults.get(page) ?? this.faults.set(page, new Map()).get(page);
    (faults.get(sentence) ?? faults.set(sentence, new Set()).get(sentence)).add(round);
  }

  leave(page, rule) {
    (this.unjudged.get(rule) ?? this.unjudged.set(rule, new Set()).get(rule)).add(page);
  }
}

/** Looks at pages of the site in `root`, which lies under `/a/b/`, and adds to the findings. */
export async function look(browser, root, pages, findings, rounds = ROUNDS) {
  const { addresses, close } = await addressesOf(root, pages);
  const few = new Set(oneOfEachKind(pages));
  const those = (round) => [...addresses].filter(([name]) => !round.ofTheme || few.has(name));
  await Promise.all(rounds.map((round) => lookAtAll(browser, round, those(round), findings)));
  close();
}

/** Opens the folder from disk, with and without scripts, and the pages with pictures. */
export async function lookFromDisk(browser, root, pictured, findings) {
  for (const { name, window: choices } of [ROUNDS[0], ROUNDS[4]]) {
    const window = await browser.newContext(choices);
    await openFromDisk(window, root, (sentence) => findings.note('index.html from disk', name, sentence));
    const page = await window.newPage();
    for (const one of pictured) {
      await page.goto(pathToFileURL(join(root, one)).href);
      (await pictures(page)).forEach((sentence) => findings.note(`${one} from disk`, name, sentence));
    }
    await window.close();
  }
}

/** One window looks at all pages in turn: a new one for each would double the time. */
async function lookAtAll(browser, round, addresses, findings) {
  const window = await browser.newContext({ reducedMotion: 'reduce', ...round.window });
  const easel = await browser.newPage();
  const page = await window.newPage();
  const visit = {};
  listen(page, visit);
  for (const [name, address] of addresses) {
    Object.assign(visit, address, { url: address.url + (round.arrives ?? ''), say: (sentence) => findings.note(name, round.name, sentence) });
    const shared = (visit.round ??= { easel, looks: new Set(), scripts: round.window.javaScriptEnabled ?? true });
    shared.leave = (rule) => findings.leave(name, rule);
    await page.goto(visit.url);
    for (const check of round.checks) {
      (await check(page, shared)).forEach(visit.say);
    }
  }
  await window.close();
  await easel.close();
}

/** What axe finds. */
async function axe(page, round) {
  const { faults, unjudged } = await runAxe(page, round.scripts);
  unjudged.forEach((rule) => round.leave(`axe's \`${rule}\``));
  return faults;
}

/** The address of each page, and the folder that its requests may not leave. A 404 page is met under an address that does not exist. */
export async function addressesOf(root, pages) {
  const servers = [await serve(root, '/a/b/')];
  const addresses = new Map();
  for (const name of pages) {
    const { base } = name === '404.html' ? pageFrom(readFileSync(join(root, name), 'utf8')) : {};
    const server = base?.startsWith('/') ? await serve(root, base) : servers[0];
    if (!servers.includes(server)) servers.push(server);
    addresses.set(name, { home: server.home, url: server.home + (name === '404.html' ? 'no/such/page.html' : name) });
  }
  return { addresses, close: () => servers.forEach((server) => server.close()) };
}
