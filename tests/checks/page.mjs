// One page of HTML as its links, its ids and two facts about it.
// In: the text of a page (a picture in SVG will do too) or of a stylesheet. Out: plain values.
// Must not know of files, of other pages, or which link is a fault.

import { parse } from 'parse5';

/** Attributes whose address a browser fetches without being asked, or sends a form to. */
const FETCHED = {
  audio: ['src'],
  button: ['formaction'],
  embed: ['src'],
  form: ['action'],
  iframe: ['src'],
  image: ['href'],
  img: ['src'],
  input: ['src', 'formaction'],
  object: ['data'],
  script: ['src'],
  source: ['src'],
  track: ['src'],
  use: ['href'],
  video: ['src', 'poster'],
};

/** The kinds of `<link>` that tell of an address and fetch nothing. */
const ONLY_TOLD = ['alternate', 'author', 'canonical', 'help', 'license', 'next', 'prev', 'search'];

/**
 * Reads a page as a browser without script does.
 *
 * `links`: {from, to, line, column} with `clicked` (a reader can follow it), `fetched` (a browser fetches it or a form sends to it) and
 * `stylesheet`. `ids`: a Set. `base`: the address in `<base>`, if there is one. `redirects`: whether the page sends its reader on at once.
 */
export function pageFrom(text) {
  const page = { links: [], ids: new Set(), base: undefined, redirects: false };
  const waiting = [parse(text, { sourceCodeLocationInfo: true, scriptingEnabled: false })];
  while (waiting.length > 0) {
    const node = waiting.pop();
    waiting.push(...(node.childNodes ?? []), ...(node.content ? [node.content] : []));
    if (node.attrs) readElement(node, page);
  }
  return page;
}

/** The addresses that a stylesheet or a `style` attribute fetches. */
export function fetchedByCss(css) {
  const found = css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+["']([^"']+)["']/gi);
  return [...found].map(([, double, single, bare, imported]) => double ?? single ?? bare ?? imported);
}

function readElement({ tagName, attrs, childNodes, sourceCodeLocation }, page) {
  const attributes = Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
  const place = { line: sourceCodeLocation?.startLine ?? 0, column: sourceCodeLocation?.startCol ?? 0 };
  const add = (from, to, kind) => to !== undefined && page.links.push({ from, to, ...place, ...kind });

  if (attributes.id !== undefined) page.ids.add(attributes.id);
  if (tagName === 'a' || tagName === 'area') add('href', attributes.href, { clicked: true });
  if (tagName === 'base') page.base ??= attributes.href;
  if (tagName === 'link') readLink(attributes, add);
  if (tagName === 'meta' && attributes['http-equiv']?.toLowerCase() === 'refresh') readRefresh(attributes, page, add);
  for (const from of FETCHED[tagName] ?? []) {
    add(from, attributes[from], { fetched: true });
  }
  for (const candidate of attributes.srcset?.split(/,\s+/) ?? []) {
    add('srcset', candidate.trim().split(/\s+/)[0], { fetched: true });
  }
  const css = tagName === 'style' ? childNodes.map(({ value }) => value).join('') : (attributes.style ?? '');
  fetchedByCss(css).forEach((to) => add('url', to, { fetched: true }));
}

function readLink({ rel = '', href }, add) {
  const kinds = rel.toLowerCase().trim().split(/\s+/);
  const stylesheet = kinds.includes('stylesheet');
  add('href', href, { fetched: stylesheet || !kinds.every((kind) => ONLY_TOLD.includes(kind)), stylesheet });
}

function readRefresh({ content = '' }, page, add) {
  const to = /url\s*=\s*["']?([^"']*)/i.exec(content)?.[1];
  page.redirects = to !== undefined;
  add('refresh', to?.trim(), { clicked: true });
}
