// Does every link lead somewhere? `node links.mjs DIR [--max-clicks N]` reads all pages of a built site.
// In: a folder of HTML. Out: one line a fault: a link to a missing file or anchor, one that breaks when the folder is opened from disk or
// lies under a path, anything fetched from strangers; and how many clicks from index.html the farthest page is. Exit 1 if there is a fault.
// Must not know how the site was made.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchedByCss, pageFrom } from './page.mjs';
import { pagesOf, Tally } from './tally.mjs';

const { values: options, positionals } = parseArgs({ options: { 'max-clicks': { type: 'string' } }, allowPositionals: true });
const maxClicks = options['max-clicks'] === undefined ? undefined : Number(options['max-clicks']);
if (positionals.length !== 1 || Number.isNaN(maxClicks ?? 0)) {
  console.error('usage: node links.mjs DIR [--max-clicks N]');
  process.exit(2);
}

// A site is read as if it lay in a folder of this host, so that a link which climbs out of it is seen to.
const HOST = 'https://site.invalid';
const FOLDER = '/site/';

const root = resolve(positionals[0]);
const tally = new Tally();
const pages = new Map(pagesOf(root).map((name) => [name, pageFrom(readFileSync(join(root, name), 'utf8'))]));
const leadsTo = new Map([...pages.keys()].map((name) => [name, new Set()]));
const stylesheets = new Set();

for (const [name, page] of pages) {
  tally.check(name);
  if (page.base !== undefined && (name !== '404.html' || !/^\/([^/].*\/)?$/.test(page.base))) {
    tally.fault(name, `has <base href="${page.base}">: only 404.html may have one, and it must be a path such as \`/\` or \`/help/\``);
    continue;
  }
  for (const link of page.links) {
    const fault = faultOf(link, name, page.base);
    if (fault) {
      tally.fault(name, `${link.from} \`${link.to}\` ${fault}`, `${link.line}:${link.column}`);
    }
  }
}
for (const name of [...stylesheets].sort()) {
  tally.check(name);
  for (const to of fetchedByCss(readFileSync(join(root, name), 'utf8'))) {
    const fault = faultOf({ to, fetched: true }, name);
    if (fault) {
      tally.fault(name, `url \`${to}\` ${fault}`);
    }
  }
}
reportClicks();
tally.close();

/** What is wrong with a link on the page or stylesheet `name`, in words that follow its address; nothing if all is well. */
function faultOf(link, name, base) {
  const to = link.to.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(to)?.[1].toLowerCase();
  if (scheme || to.startsWith('//')) {
    return faultOfStranger(link, scheme, to);
  }
  if (base === undefined && to.startsWith('/')) {
    return 'starts at the root of the host: it breaks from disk and under a path';
  }
  if (base !== undefined && to.startsWith('#')) {
    return `leads to the home page, because of <base>: write \`${name}${to}\``;
  }
  const home = base ?? FOLDER;
  const url = new URL(to, HOST + home + (base === undefined ? name : ''));
  if (!url.pathname.startsWith(home)) {
    return 'leads out of the site';
  }
  return faultOfOwn(link, name, unescaped(url.pathname.slice(home.length)), unescaped(url.hash.slice(1)));
}

/** Pages may point to strangers, and may fetch nothing from them and send nothing to them. */
function faultOfStranger(link, scheme, to) {
  if (link.fetched && !(scheme === 'data' && link.from !== 'action')) {
    return 'is not the site\'s own: a page fetches and sends nothing beyond its own folder';
  }
  if (!link.fetched && !['http', 'https', 'mailto', 'tel', 'sms', 'geo'].includes(scheme)) {
    return scheme ? `uses \`${scheme}:\`, which no link may` : 'has no scheme: it breaks from disk';
  }
  return URL.canParse(to) ? undefined : 'is not an address';
}

/** Looks for the file and the anchor, and notes where the page leads. */
function faultOfOwn(link, name, target, anchor) {
  const path = join(root, target);
  if (!existsSync(path)) {
    return 'leads to a file that is not there';
  }
  if (!statSync(path).isFile()) {
    return 'leads to a folder: from disk that shows a list of files; write its `index.html`';
  }
  if (link.clicked) leadsTo.get(name).add(target);
  if (link.stylesheet) stylesheets.add(target);
  return anchor === '' || anchor === 'top' || anchorsOf(target).has(anchor) ? undefined : `leads to an anchor that \`${target}\` does not have`;
}

/** The ids of a page or a picture in SVG. A file of any other kind (a PDF, say) may be entered anywhere. */
function anchorsOf(target) {
  if (!pages.has(target) && target.endsWith('.svg')) {
    return pageFrom(readFileSync(join(root, target), 'utf8')).ids;
  }
  return pages.get(target)?.ids ?? { has: () => true };
}

/** Text with its `%20`s undone; badly escaped text stays as it is and so names no file. */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Counts clicks from index.html without script. Redirects, the 404 page and what is said about printed editions (p/) are entered
 * from outside and need no way in. */
function reportClicks() {
  const clicks = new Map([['index.html', 0]]);
  for (const [name, count] of clicks) {
    for (const next of leadsTo.get(name) ?? []) {
      if (!clicks.has(next)) clicks.set(next, count + 1);
    }
  }
  const most = maxClicks ?? 3;
  const sought = [...pages].filter(([name, { redirects }]) => !redirects && name !== '404.html' && !name.startsWith('p/')).map(([name]) => name);
  const lost = sought.filter((name) => !clicks.has(name));
  const far = sought.filter((name) => clicks.get(name) > most);
  const farthest = sought.reduce((longest, name) => Math.max(longest, clicks.get(name) ?? 0), 0);
  console.log(`${sought.length} pages, the farthest ${farthest} clicks from index.html; ${far.length} beyond ${most}; ${lost.length} not linked to`);
  if (maxClicks === undefined) {
    [...lost, ...far].slice(0, 10).forEach((name) => console.log(`  ${name}`));
    return;
  }
  lost.forEach((name) => tally.fault(name, 'is not linked to: no clicks lead here from index.html'));
  far.forEach((name) => tally.fault(name, `is ${clicks.get(name)} clicks from index.html`));
}
