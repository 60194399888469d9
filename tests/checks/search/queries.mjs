// Queries that a site can be asked, found by asking it.
// In: a built site. Out: by name, queries with what they find. Must not know what the site is about.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '../client.mjs';
import { pagesOf } from '../tally.mjs';

/**
 * `many` has more than two pages of answers and stands in a summary of the first, `few` less than one and stands in a summary, `typo` is put right, `none` finds nothing, `narrow` has a filter and finds fewer
 * than without, `empty` finds nothing because of its filter. Each: { text, filters, exact, from }.
 */
export async function sampleQueries(root) {
  const client = new Client(root);
  const words = wordsOf(root);
  const places = pagesOf(root).flatMap((page) => /^areas\/([^/]+)\.html$/.exec(page)?.[1] ?? []).filter((name) => name !== 'index');
  const find = async (name, candidates, fits) => {
    for (const candidate of candidates) {
      const query = { text: '', filters: [], exact: false, from: 0, ...candidate };
      const answer = await client.ask(query);
      if (answer && (await fits(answer, query))) return query;
    }
    console.error(`the site has no search that could serve as \`${name}\`: take a larger one, such as the sample`);
    process.exit(2);
  };

  const texts = words.map((text) => ({ text }));
  const isSeen = ({ hits }, text) => hits.some(({ summary }) => summary.toLowerCase().split(' ').includes(text));
  const many = await find('many', texts, (answer, { text }) => answer.found > 20 && !answer.corrected && isSeen(answer, text));
  const narrowed = words.flatMap((text) => places.map((place) => ({ text, filters: [['area', place]] })));
  return {
    many,
    few: await find('few', texts, (answer, { text }) => answer.found > 1 && answer.found < 10 && !answer.corrected && isSeen(answer, text)),
    typo: await find('typo', words.filter((word) => word.length > 6).map((word) => ({ text: word.slice(0, 3) + word.slice(4) })), ({ found, corrected }) => found && corrected),
    none: await find('none', [{ text: 'zqxjkvw qzzvxkq' }], ({ found }) => found === 0),
    narrow: await find('narrow', places.map((place) => ({ ...many, filters: [['area', place]] })), ({ found }) => found > 0 && found < 20),
    empty: await find('empty', narrowed, async ({ found, corrected }, { text }) => !found && !corrected && (await client.ask({ text })).found > 0),
  };
}

/** The words of the pages in the main part, longest first, so that a search for one finds what is about it. */
function wordsOf(root) {
  const words = new Set();
  for (const page of pagesOf(root)) {
    const main = readFileSync(join(root, page), 'utf8').split('<main')[1]?.split('</main')[0] ?? '';
    for (const word of main.replace(/<[^>]*>|&[^;]*;/g, ' ').match(/\b[a-z]{4,12}\b/g) ?? []) words.add(word);
  }
  return [...words].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
}
