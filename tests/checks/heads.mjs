// What every page says about itself: `node heads.mjs DIR` reads all pages of a built site.
// In: a folder of HTML. Out: one line a fault: a title that is missing or not the page's own, no language, no icon, a policy that is missing, comes too
// late, is too weak or does not fit the page's style, and markup that no strict policy lets through. Exit 1 if there is any.
// Must not know how the site was made.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'parse5';
import { pageFrom } from './page.mjs';
import { pagesOf, Tally } from './tally.mjs';

const directory = process.argv[2];
if (!directory) {
  console.error('usage: node heads.mjs DIR');
  process.exit(2);
}

const root = resolve(directory);
const tally = new Tally();
const titles = new Map();
for (const name of pagesOf(root)) {
  tally.check(name);
  const text = readFileSync(join(root, name), 'utf8');
  const elements = elementsOf(parse(text, { sourceCodeLocationInfo: true }));
  // A redirect shows nothing: it has the title of the page that it leads to.
  const shows = !pageFrom(text).redirects;
  for (const [sentence, place] of [...faultsOfHead(elements, shows, name), ...faultsOfPolicy(elements)]) {
    tally.fault(name, sentence, place);
  }
}
tally.close();

function faultsOfHead(elements, shows, name) {
  const faults = [];
  const title = textOf(elements.find(({ tag }) => tag === 'title')).trim();
  if (title === '') faults.push(['has no title (WCAG 2.4.2)']);
  else if (shows && titles.has(title)) faults.push([`has the same title as ${titles.get(title)}, \`${title}\` (WCAG 2.4.2)`]);
  if (shows) titles.set(title, name);
  const language = elements.find(({ tag }) => tag === 'html')?.attributes.lang ?? '';
  if (!isLanguage(language)) faults.push([`has \`${language}\` for a language (WCAG 3.1.1)`]);
  if (shows && !elements.some(({ tag, attributes }) => tag === 'link' && /\bicon\b/.test(attributes.rel) && attributes.href)) {
    faults.push(['names no icon: browsers then ask for `/favicon.ico`, outside the site']);
  }
  return faults;
}

/** A policy must stand before whatever it is for, allow nothing but the site's own files, and hold the hash of each style in the page. */
function faultsOfPolicy(elements) {
  const faults = [];
  const at = elements.findIndex(({ tag, attributes }) => tag === 'meta' && attributes['http-equiv']?.toLowerCase() === 'content-security-policy');
  const first = elements.findIndex(({ tag }) => ['script', 'style', 'link', 'img', 'base'].includes(tag));
  if (at < 0) return [['has no Content-Security-Policy']];
  if (first >= 0 && first < at) faults.push([`has a <${elements[first].tag}> before its policy, which is not held to it`, elements[first].place]);
  const policy = elements[at].attributes.content ?? '';
  if (!/(^|;)\s*default-src 'none'\s*(;|$)/.test(policy)) faults.push(["has a policy without `default-src 'none'`", elements[at].place]);
  const weak = /'unsafe-[a-z-]+'|\*|\b[a-z][a-z0-9+.-]*:(\/\/\S+)?|'strict-dynamic'/.exec(policy);
  if (weak) faults.push([`has a policy that allows \`${weak[0]}\``, elements[at].place]);
  for (const element of elements) {
    const { tag, attributes, place } = element;
    if (tag === 'style' && !policy.includes(`'sha256-${createHash('sha256').update(textOf(element)).digest('base64')}'`)) {
      faults.push(['has a <style> whose hash is not in the policy', place]);
    }
    if (tag === 'script' && !attributes.src && /^(|module|text\/javascript)$/.test(attributes.type ?? '')) faults.push(['has a script in the page', place]);
    const inline = Object.keys(attributes).find((attribute) => attribute === 'style' || /^on[a-z]+$/.test(attribute));
    if (inline) faults.push([`has \`${inline}\` on <${tag}>`, place]);
  }
  return faults;
}

/** The elements of a page in its order: {tag, attributes, place, node}. */
function elementsOf(node) {
  const attributes = Object.fromEntries((node.attrs ?? []).map(({ name, value }) => [name, value]));
  const { startLine, startCol } = node.sourceCodeLocation ?? {};
  const own = node.tagName ? [{ tag: node.tagName, attributes, place: startLine && `${startLine}:${startCol}`, node }] : [];
  return [...own, ...[...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])].flatMap(elementsOf)];
}

function textOf(element) {
  return (element?.node.childNodes ?? []).map(({ value }) => value ?? '').join('');
}

function isLanguage(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
