// Every figure of the search's targets: `node figures.mjs ROOT PROGRAM DICTIONARY OUT [PART…]`.
// In: a directory of `directory.mjs`, built into ROOT/public by PROGRAM, and codespell's dictionary. Out: a table on paper and `OUT.json`, and the
// misspellings that were not put right in `OUT.typos.txt`, differences from the program in `OUT.parity.txt`. PARTs are
// `bytes typos items others parity time`; without any, all. Must not know how answers are found.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '../checks/client.mjs';
import { mean } from './bytes.mjs';
import { coldSearches, files, spellingWords, typos, warmSearches } from './ours.mjs';
import { miniSearch, pagefind } from './others.mjs';
import { knownItems, naturalQueries, withSlips } from './queries.mjs';
import { waits } from './timing.mjs';

const [root, program, dictionary, out, ...wanted] = process.argv.slice(2);
if (!out) {
  console.error('usage: node figures.mjs ROOT PROGRAM DICTIONARY OUT [PART…]');
  process.exit(2);
}

const KINDS = ['exact', 'slip', 'half', 'ending', 'question'];
const SAID = { exact: 'exact', slip: 'one slip', half: 'half typed', ending: 'other ending', question: 'whole question' };
const site = join(resolve(root), 'public');
const directory = JSON.parse(readFileSync(join(root, 'entries.json'), 'utf8'));
const found = { entries: directory.entries.length, words: spellingWords(site).size };
const scratch = mkdtempSync(join(tmpdir(), 'pagefind-'));
const made = {};
const parts = { bytes, typos: misspellings, items, others, parity, time };
try {
  row(`== ${found.entries} entries, ${found.words} words ==`);
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) found[name] = await measure();
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
writeFileSync(`${out}.json`, `${JSON.stringify(found, null, 2)}\n`);

async function bytes() {
  const sets = {
    'of 1 to 5 words': naturalQueries(directory, 300),
    'of one word': naturalQueries(directory, 150, 1),
    'of four words': naturalQueries(directory, 150, 4),
    'with one slip': withSlips(naturalQueries(directory, 150)),
  };
  const said = {};
  for (const [name, queries] of Object.entries(sets)) {
    const cold = await coldSearches(site, queries);
    said[name] = cold;
    row(`cold search ${name}`, `mean ${kb(cold.bytes.mean)}, median ${kb(cold.bytes.median)}, p95 ${kb(cold.bytes.p95)}; rounds ${cold.rounds.mean.toFixed(2)}, at most ${cold.rounds.max}`);
    row('  of that', breakdown(cold.parts));
    row('  dearest twentieth', `${breakdown(cold.dearest.parts)}; ${cold.dearest.examples.slice(0, 4).map(({ text, all }) => `“${text}” ${kb(all)}`).join(', ')}`);
  }
  said.warm = await warmSearches(site, sets['of 1 to 5 words']);
  row('second search', `mean ${kb(said.warm.mean)}, median ${kb(said.warm.median)}, p95 ${kb(said.warm.p95)}`);
  said.files = files(site);
  row('client', `${kb(said.files.client)}; without its numbers ${kb(said.files.clientWithoutNumbers)}`);
  row('all files of the search', `${kb(said.files.total)} in ${said.files.count} files (${Object.entries(said.files.byLetter).map(([letter, size]) => `${letter} ${kb(size)}`).join(', ')})`);
  row('largest shards', said.files.largest.map(({ name, bytes }) => `${name} ${kb(bytes)}`).join(', '));
  return said;
}

async function misspellings() {
  const { failures, ...said } = await typos(site, dictionary, 1500);
  writeFileSync(`${out}.typos.txt`, failures.map((line) => `${line}\n`).join(''));
  row('typos put right', `${share(said.right, said.asked)} of ${said.asked} (of ${said.known} known misspellings of words in the index)`);
  return said;
}

/** Each search asked for the same known entries. */
async function items() {
  const asked = knownItems(directory, 300);
  const client = new Client(site);
  const searches = {
    Fingerpost: async (text) => (await client.ask({ text })).hits.map(({ id }) => id),
    MiniSearch: idsOf(mini()),
    Pagefind: idsOf(await find()),
  };
  const said = { asked: asked.length, failures: [] };
  row('known items', KINDS.map((kind) => SAID[kind]).join(' / '));
  for (const [name, search] of Object.entries(searches)) {
    said[name] = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
    for (const item of asked) {
      for (const kind of KINDS) {
        const ids = (await search(item[kind])).slice(0, 5);
        if (ids.includes(item.id)) said[name][kind] += 1;
        else if (name === 'Fingerpost') said.failures.push(`${kind}: ${item[kind]} (${item.id}): ${ids.join(', ')}`);
      }
    }
    row(`  ${name}`, `${KINDS.map((kind) => share(said[name][kind], asked.length)).join(' / ')}`);
  }
  return said;
}

function idsOf({ search }) {
  return async (query) => (await search(query)).ids;
}

function mini() {
  return (made.mini ??= miniSearch(site, directory));
}

function find() {
  return (made.pagefind ??= pagefind(site, scratch));
}

async function others() {
  const said = {};
  for (const [name, search] of [['MiniSearch', mini().search], ['Pagefind', (await find()).cold]]) {
    said[name] = {};
    for (const length of [1, 4]) {
      const sizes = [];
      for (const query of naturalQueries(directory, 150, length).slice(0, 50)) sizes.push((await search(query)).bytes);
      said[name][length] = mean(sizes);
    }
    row(`${name}, cold search`, `one word ${kb(said[name][1])}, four words ${kb(said[name][4])}`);
  }
  return said;
}

function parity() {
  const script = fileURLToPath(new URL('../checks/parity.mjs', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [script, site, resolve(program), resolve(root), '10000'], { encoding: 'utf8', maxBuffer: 1 << 30 });
  writeFileSync(`${out}.parity.txt`, stdout || stderr);
  const said = (stdout || stderr).trimEnd().split('\n').at(-1);
  row('parity with the program', said);
  return said;
}

async function time() {
  const queries = naturalQueries(directory, 60).filter((text) => /^[a-z]{3}/.test(text)).slice(0, 20);
  const pairs = Array.from({ length: 10 }, (_, at) => queries.slice(at * 2, at * 2 + 2));
  const said = await waits(site, pairs);
  const seconds = ({ median, max }) => `${(median / 1000).toFixed(2)} s (at most ${(max / 1000).toFixed(2)})`;
  row('slow 3G, processor 4× slower', `page to field ${seconds(said.ready)}`);
  row('  Enter to results', `pasted ${seconds(said.pasted)}, typed ${seconds(said.typed)}, second search ${seconds(said.second)}`);
  return said;
}

function breakdown(parts) {
  return `page ${kb(parts.page)}, client ${kb(parts.client)}, words ${kb(parts.t)}, records ${kb(parts.d)}, spelling ${kb(parts.s)} + ${kb(parts.w)}; ${parts.files.toFixed(1)} files`;
}

function kb(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

function share(part, whole) {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function row(name, text = '') {
  console.log(`${name.padEnd(30)} ${text}`);
}
