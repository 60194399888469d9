// What our own search costs a reader, and how often it is right.
// In: a built site, queries. Out: bytes, rounds and shares. Must not know how answers are found.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '../checks/client.mjs';
import { mean, packed, packedFile, summary } from './bytes.mjs';
import { Random } from './random.mjs';

/** The first search of each query by a reader who has nothing yet. */
export async function coldSearches(site, queries) {
  const costs = [];
  for (const text of queries) {
    const client = new Client(site);
    await client.ask({ text });
    const cost = { text, rounds: client.rounds, page: packedFile(join(site, 'search.html')), client: packedFile(join(site, client.path)), t: 0, d: 0, s: 0, w: 0, files: client.fetched.length };
    for (const file of client.fetched) cost[file.split('/').at(-1)[0]] += packedFile(join(site, file));
    cost.all = cost.page + cost.client + cost.t + cost.d + cost.s + cost.w;
    costs.push(cost);
  }
  const parts = ['page', 'client', 't', 'd', 's', 'w', 'files'];
  const dearest = costs.toSorted((one, other) => other.all - one.all).slice(0, Math.ceil(costs.length / 20));
  return {
    queries: costs.length,
    bytes: summary(costs.map(({ all }) => all)),
    rounds: summary(costs.map(({ rounds }) => rounds)),
    parts: partsOf(costs, parts),
    dearest: { parts: partsOf(dearest, parts), examples: dearest.slice(0, 8) },
  };
}

function partsOf(costs, parts) {
  return Object.fromEntries(parts.map((part) => [part, mean(costs.map((cost) => cost[part]))]));
}

/** The bytes of a second search by a reader who has just made one. */
export async function warmSearches(site, queries) {
  const bytes = [];
  for (let at = 0; at + 1 < queries.length; at += 2) {
    const client = new Client(site);
    await client.ask({ text: queries[at] });
    const before = client.fetched.length;
    await client.ask({ text: queries[at + 1] });
    bytes.push(client.fetched.slice(before).reduce((sum, file) => sum + packedFile(join(site, file)), 0));
  }
  return summary(bytes);
}

/** The sizes of the files: the client with and without the numbers in its first line, all files, and the largest. */
export function files(site) {
  const path = new Client(site).path;
  const folder = join(site, path, '..');
  const client = readFileSync(join(site, path), 'utf8');
  const sizes = readdirSync(folder).map((name) => ({ name, bytes: packedFile(join(folder, name)) }));
  const shards = sizes.filter(({ name }) => /^[tdwo]\d/.test(name)).sort((one, other) => other.bytes - one.bytes);
  const total = (letter) => shards.filter(({ name }) => name.startsWith(letter)).reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    client: packed(client),
    clientWithoutNumbers: packed(client.slice(client.indexOf('\n') + 1)),
    count: sizes.length,
    total: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    byLetter: Object.fromEntries(['t', 'd', 'w'].map((letter) => [letter, total(letter)])),
    largest: ['t', 'd', 'w'].map((letter) => shards.find(({ name }) => name.startsWith(letter))),
  };
}

/** The words that spelling is put right by. */
export function spellingWords(site) {
  const folder = join(site, new Client(site).path, '..');
  const words = new Set();
  for (const name of readdirSync(folder).filter((name) => /^w\d+\.js$/.test(name))) {
    const context = {};
    new Function('fp', readFileSync(join(folder, name), 'utf8'))((shard, text) => (context.text = text));
    let before = '';
    for (const [, shared, rest] of context.text.matchAll(/(.)([^A-Z]*)[A-Z]/gu)) {
      const code = shared.charCodeAt(0) - 35;
      before = before.slice(0, code > 57 ? code - 1 : code) + rest;
      words.add(before);
    }
  }
  return words;
}

/** Known misspellings of words of the index: how many find what the right word finds. `dictionary` is codespell's. */
export async function typos(site, dictionary, count) {
  const words = spellingWords(site);
  const pairs = readFileSync(dictionary, 'utf8').split('\n')
    .map((line) => line.split('->'))
    .filter(([wrong, right]) => /^[a-z]+$/.test(wrong) && /^[a-z]+$/.test(right) && words.has(right) && !words.has(wrong));
  const client = new Client(site);
  const failures = [];
  const sample = new Random(1500).some(pairs, Math.min(count, pairs.length));
  for (const [wrong, right] of sample) {
    const [answer, wanted] = [await client.ask({ text: wrong }), await client.ask({ text: right })];
    const said = ({ hits }) => hits.map(({ id, score }) => `${id} ${score}`).join();
    if (said(answer) !== said(wanted)) failures.push(`${wrong}->${right}: ${answer.corrected ?? (answer.found > 0 ? 'taken as it is' : 'nothing found')}`);
  }
  return { known: pairs.length, asked: sample.length, right: sample.length - failures.length, failures };
}
