// Which pages stand for all the others.
// In: the names of a site's pages. Out: two of each kind. Must not know what the kinds are called.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pageFrom } from './page.mjs';

/** Of each kind the first page by name and, since it is likely to show the most, the largest. Redirects stand for nothing. */
export function samplePages(root, pages) {
  const kinds = new Map();
  for (const name of pages) {
    const kind = kindOf(name);
    kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  const size = (name) => statSync(join(root, name)).size;
  const shows = (name) => !pageFrom(readFileSync(join(root, name), 'utf8')).redirects;
  return [...kinds.values()].flatMap((names) => {
    const first = names.find(shows);
    const largest = names.toSorted((one, other) => size(other) - size(one)).find((name) => name !== first && shows(name));
    return [first, largest].filter((name) => name !== undefined);
  });
}

/** Of pages, one of each kind: the last. */
export function oneOfEachKind(names) {
  return [...new Map(names.map((name) => [kindOf(name), name])).values()];
}

// A page at the top is a kind of its own. Below, names become stars, but for the first folder and for `index.html`: `offers/*`, `areas/*/*`.
// The folder of a language is looked through, so that `pl/offers/*` is a kind too.
function kindOf(name) {
  const parts = name.split('/');
  const kept = /^[a-z]{2,3}(-[A-Za-z]+)?$/.test(parts[0]) && parts.length > 2 ? 2 : 1;
  return parts.map((part, at) => (at < kept || part === 'index.html' ? part : '*')).join('/');
}
