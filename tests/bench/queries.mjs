// What readers type, made from what is in a directory.
// In: `entries.json` of a generated directory. Out: queries of natural kinds, and queries after known entries with the answer. Must not know any
// search.

import { Random } from './random.mjs';

const STOP = new Set('a an and at by for in of on or the to with without your you i my is do not it we'.split(' '));
const QUESTIONS = [
  (text) => `where can I find ${text} please`,
  (text) => `how do I get to ${text}`,
  (text) => `can you tell me about ${text}`,
  (text) => `I am looking for ${text}`,
];

export function wordsOf(text) {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').match(/[\p{L}\p{N}]+/gu) ?? [];
}

const content = (text) => wordsOf(text).filter((word) => !STOP.has(word));

/** `count` queries of one to five words: a known entry, a need as it is said, a need and a place; `length` keeps those of so many words. */
export function naturalQueries({ entries, areas, topics }, count, length) {
  const random = new Random(count + (length ?? 0) * 1000);
  const rarity = rarityOf(entries);
  const kinds = [
    () => rarest(random.of(entries), rarity, 1 + random.below(3)),
    () => wordsOf(random.of(random.of(topics).plain)).slice(-5),
    () => content(random.of(random.of(topics).calledToo)).concat(random.number() < 0.7 ? wordsOf(random.of(areas)) : []),
  ];
  const queries = [];
  while (queries.length < count) {
    let words = random.of(kinds)();
    if (length === 1) words = [random.of(words)];
    if (length > 1) {
      while (words.length < length) words.push(...content(random.of(random.of(topics).calledToo)));
      words = words.slice(0, length);
    }
    if (words.length >= 1 && words.length <= 5 && (length !== 1 || !STOP.has(words[0]))) queries.push(words.join(' '));
  }
  return queries;
}

/** The same queries with a slip in one word of each, where a word is long enough. */
export function withSlips(queries) {
  const random = new Random(5);
  return queries.flatMap((text) => {
    const words = text.split(' ');
    const long = words.filter((word) => word.length > 4);
    if (long.length === 0) return [];
    const target = random.of(long);
    return [words.map((word) => (word === target ? slipped(word, random) : word)).join(' ')];
  });
}

/** Queries after known entries: { id, exact, slip, half, ending, question }. */
export function knownItems({ entries }, count) {
  const random = new Random(77);
  const rarity = rarityOf(entries);
  const items = [];
  for (const entry of random.some(entries, count)) {
    const words = rarest(entry, rarity, 3);
    const area = wordsOf(entry.area).filter((word) => !words.includes(word));
    const long = words.filter((word) => word.length > 4);
    if (long.length === 0) continue;
    const target = random.of(long);
    const last = words.at(-1);
    const replaced = (make) => words.map((word) => (word === target ? make(word) : word)).concat(area).join(' ');
    items.push({
      id: entry.id,
      exact: words.concat(area).join(' '),
      slip: replaced((word) => slipped(word, random)),
      half: area.concat(words.slice(0, -1), last.slice(0, Math.max(3, Math.ceil(last.length * 0.6)))).join(' '),
      ending: replaced((word) => otherEnding(word, random)),
      question: random.of(QUESTIONS)(words.join(' ') + (area.length > 0 ? ` in ${area.join(' ')}` : '')),
    });
  }
  return items;
}

/** How many titles hold each word. */
function rarityOf(entries) {
  const rarity = new Map();
  for (const { title } of entries) {
    for (const word of new Set(content(title))) rarity.set(word, (rarity.get(word) ?? 0) + 1);
  }
  return rarity;
}

/** The words that tell an entry's title from others, in the order of the title. */
function rarest({ title }, rarity, count) {
  const words = [...new Set(content(title))];
  const kept = words.toSorted((one, other) => rarity.get(one) - rarity.get(other)).slice(0, count);
  return words.filter((word) => kept.includes(word));
}

/** A letter left out, doubled, changed or swapped with the next, not the first letter. */
function slipped(word, random) {
  const at = 1 + random.below(word.length - 2);
  const slips = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word[at] + word.slice(at),
    word.slice(0, at) + random.of([...'aeiounrst']) + word.slice(at + 1),
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  ].filter((slip) => slip !== word);
  return random.of(slips);
}

/** The word in another form, by the rules of spelling. */
function otherEnding(word, random) {
  const bare = word.replace(/(ing|ed|s)$/, (ending) => (word.length - ending.length > 3 ? '' : ending));
  if (bare !== word) return bare;
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  if (/(s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /e$/.test(word) ? random.of([`${word}s`, `${word}d`, word.replace(/e$/, 'ing')]) : random.of([`${word}s`, `${word}ed`, `${word}ing`]);
}
