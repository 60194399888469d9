// The browser's search against the program's: `node parity.mjs SITE PROGRAM ROOT [COUNT]` asks both the same COUNT queries (10,000).
// In: a built site, the program, and the folder with its index. Out: one line a difference in ids, scores, order, count or correction. Exit 1 if
// there is any. Must not know how either finds its answers.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './client.mjs';
import { pagesOf, Tally } from './tally.mjs';

const [site, program, root, count = '10000'] = process.argv.slice(2);
if (!root) {
  console.error('usage: node parity.mjs SITE PROGRAM ROOT [COUNT]');
  process.exit(2);
}

const random = numbers(20261122);
const pick = (list) => list[Math.floor(random() * list.length)];
const words = wordsOf(site);
const filters = filtersOf(site);
const queries = [...hostile(), ...Array.from({ length: Number(count) }, query)];
const expected = askProgram(queries);
const client = new Client(site);
const tally = new Tally();
for (const [at, query] of queries.entries()) {
  const address = addressOf(query);
  tally.check(address);
  const answer = await client.ask(query);
  const wanted = expected[at];
  const difference = differenceBetween(wanted, answer);
  if (difference) tally.fault(address, difference);
}
tally.close();

/** A query of one to five words of the site, as people type them: other endings, slips, halves, filters, other scripts. */
function query() {
  const length = 1 + Math.floor(random() * random() * 5);
  const typed = Array.from({ length }, () => mangled(pick(words)));
  if (random() < 0.15) typed.splice(Math.floor(random() * typed.length), 0, pick(['a', 'the', 'my', 'how', 'with', 'help', 'can', 'near']));
  if (random() < 0.1) typed.push(cut(pick(words)));
  if (random() < 0.05) typed.push(pick(['wx1', 'WX2 1AB', 'wx31ab', 'wx9', 'n1', '2026', '9am']));
  const chosen = random() < 0.25 ? Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(filters)) : [];
  return {
    text: random() < 0.03 ? '' : typed.join(pick([' ', ' ', ' ', ', ', '-', '  '])),
    filters: chosen,
    exact: random() < 0.1,
  };
}

function mangled(word) {
  const dice = random();
  if (dice < 0.5) return word;
  if (dice < 0.58) return word.toUpperCase();
  if (dice < 0.7) return word.replace(/(s|ing|ed|er|y|e)?$/, pick(['s', 'ing', 'ed', 'er', 'ers', 'ly', '', 'y', 'ies', 'ment']));
  if (dice < 0.75) return word + pick(words);
  if (dice < 0.8) return word.slice(0, Math.ceil(word.length / 2)) + ' ' + word.slice(Math.ceil(word.length / 2));
  if (dice < 0.85) return cut(word);
  const at = Math.floor(random() * word.length);
  const letter = pick([...'abcdefghijklmnopqrstuvwxyz']);
  const slip = pick([
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2),
    word.slice(0, at) + word[at] + word.slice(at),
  ]);
  return random() < 0.3 ? mangled(slip || word) : slip;
}

function cut(word) {
  return word.slice(0, Math.max(1, Math.floor(random() * word.length)));
}

/** What a stranger may type. */
function hostile() {
  const texts = [
    '',
    ' ',
    '__proto__',
    'constructor prototype hasOwnProperty toString',
    '"; alert(1) //',
    '<script>alert(1)</script>',
    '\u202eretupmoc',
    '👩‍💻 📱 help',
    'a'.repeat(10000),
    'wifi '.repeat(2000),
    words.slice(0, 200).join(' '),
    '%00 %E0%A4%A',
    'café naïve Ærø Łódź ß ſtraße İstanbul ǅ ﬁ',
    "don't library’s o'clock",
    'اردو بنگالی বাংলা ਪੰਜਾਬੀ Українська Ελλάς',
    '\ud83d',
    'wi fi wi-fi WiFi',
    '٣ ৩ ½ ² Ⅷ',
  ];
  return texts.map((text) => ({ text, filters: [], exact: false }));
}

function addressOf({ text, filters, exact }) {
  const pairs = new URLSearchParams([['q', text.toWellFormed()], ...filters]);
  if (exact) pairs.append('exact', '1');
  return pairs.toString();
}

function askProgram(queries) {
  const input = queries.map(addressOf).join('\n') + '\n';
  const { stdout, stderr, status } = spawnSync(program, ['search', '--lines', '--root', root], { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(stderr);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

function differenceBetween(wanted, answer) {
  const said = ({ found, corrected, hits }) =>
    `${found} found${corrected ? `, as \`${corrected}\`` : ''}: ${hits.map(({ id, score }) => `${id} ${score}`).join(', ')}`;
  if (!answer) return 'the browser could not load a file';
  return said(wanted) === said(answer) ? '' : `the program says ${said(wanted)}; the browser says ${said(answer)}`;
}

/** The words of at most a thousand pages, spread over the site. */
function wordsOf(site) {
  const words = new Set();
  const pages = pagesOf(site);
  const step = Math.ceil(pages.length / 1000);
  for (const page of pages.filter((_, at) => at % step === 0)) {
    const text = readFileSync(join(site, page), 'utf8').replace(/<(style|script)[^]*?<\/\1>|<[^>]*>|&[a-z\d#]+;/gi, ' ');
    for (const word of text.match(/[\p{L}\p{N}]{2,}/gu) ?? []) words.add(word);
  }
  return [...words].sort();
}

/** Names and values of the filters that the site offers. */
function filtersOf(site) {
  const filters = [['area', 'nowhere'], ['kind', 'guide'], ['kind', 'place'], ['cost', 'free'], ['day', 'tue'], ['day', 'sat'], ['time', 'evening']];
  for (const page of pagesOf(site)) {
    const area = /^areas\/([^/]+)\.html$/.exec(page);
    const topic = /^topics\/([^/]+)\.html$/.exec(page);
    if (area) filters.push(['area', area[1]]);
    if (topic) filters.push(['topic', topic[1]]);
  }
  return filters;
}

/** Numbers from 0 to 1, the same every time (mulberry32). */
function numbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
