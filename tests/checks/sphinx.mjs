// Does an export work in Sphinx? `node sphinx.mjs EXPORT [--queries FILE]` builds its indexes, starts one `searchd` a shard on loopback, and asks.
// In: the folder that `fingerpost export --to sphinx --shards 2` wrote, the judged queries, and Debian's `sphinxsearch`. Out: one line a fault: an index
// that is not built, an entry that is missing, judged queries that find too little, nodes that do not agree, a node that is missed without a warning or that takes
// the others with it. Exit 1 if there is any. Whatever happens, no process and no file is left behind.
// Must not know how entries are written.

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SphinxQl } from './sphinxql.mjs';
import { Tally } from './tally.mjs';

// Of the first 100 judged queries 89 found one of their entries among the first ten. Sphinx mends no typing errors.
const FLOOR = 0.85;

const { values: options, positionals } = parseArgs({ options: { queries: { type: 'string' } }, allowPositionals: true });
if (positionals.length !== 1) {
  console.error('usage: node sphinx.mjs EXPORT [--queries FILE]');
  process.exit(2);
}
if (readdirSync(positionals[0]).filter((name) => name.startsWith('node-')).length < 2) {
  console.error(`\`${positionals[0]}\` has no configuration for nodes: export with \`--shards 2\``);
  process.exit(2);
}
const queries = readQueries(options.queries ?? fileURLToPath(new URL('../../search-index/queries.yaml', import.meta.url)));
const query = /```sql\n([^]*?)```/.exec(readFileSync(join(positionals[0], 'query.md'), 'utf8'))[1];

const tally = new Tally();
const folder = mkdtempSync(join(tmpdir(), 'fingerpost-sphinx-'));
const nodes = [];
process.on('exit', cleanUp);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
try {
  // A running search lives in a copy, as the README has it.
  cpSync(positionals[0], folder, { recursive: true });
  const entries = buildIndexes();
  const ports = await moveToFreePorts();
  for (const [name, port] of ports) await startNode(name, port);
  await checkEntries(entries);
  await checkJudged();
  await checkFilterAndDistance();
  await checkWithoutLastNode();
} catch (error) {
  tally.fault('sphinx', error.stack);
}
cleanUp();
tally.close();

/** Runs `indexer`, as the README says, and answers with the numbers of all entries. */
function buildIndexes() {
  tally.check('indexes');
  mkdirSync(join(folder, 'data'));
  const { status, stdout, error } = spawnSync('indexer', ['--config', 'sphinx.conf', '--all'], { cwd: folder, encoding: 'utf8' });
  if (error) throw error;
  const complaints = stdout.split('\n').filter((line) => /WARNING|ERROR|FATAL/.test(line));
  if (status !== 0 || complaints.length > 0) tally.fault('indexes', `indexer ends with ${status} and says: ${complaints.slice(0, 3).join('; ') || stdout.slice(-500)}`);
  const shards = readdirSync(folder).filter((name) => name.startsWith('shard-'));
  const files = shards.flatMap((shard) => readdirSync(join(folder, shard)).map((name) => join(folder, shard, name)));
  return files.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => Number(line.split('\t')[0])));
}

/** Gives every address in the nodes' files a port that is free here. Answers with each node's file and the port for questions. */
async function moveToFreePorts() {
  const files = readdirSync(folder).filter((name) => /^node-\d+\.conf$/.test(name)).sort();
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  const written = [...new Set(texts.flatMap((text) => [...text.matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => port)))];
  const free = new Map(await freePorts(written));
  return files.map((name, at) => {
    const moved = texts[at].replace(/(127\.0\.0\.1:)(\d+)/g, (_, host, port) => host + free.get(port));
    writeFileSync(join(folder, name), moved);
    return [name, Number(/:(\d+):mysql41/.exec(moved)[1])];
  });
}

/** Pairs of a written port and one that nobody listens on. All are held until the last is found, so that none comes twice. */
async function freePorts(written) {
  const servers = await Promise.all(
    written.map(() => new Promise((resolve, reject) => {
      const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => resolve(server));
    })),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return written.map((port, at) => [port, ports[at]]);
}

/** Starts `searchd` as a child that stays one, and waits until it answers. */
async function startNode(name, port) {
  const child = spawn('searchd', ['--config', name, '--nodetach'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const node = { name, child, said: '' };
  child.on('error', (error) => { node.said += error.message; });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { node.said += data; });
  nodes.push(node);
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) break;
    try {
      node.client = await SphinxQl.open(port);
      return;
    } catch {
      await sleep(100);
    }
  }
  throw new Error(`${name} does not answer: ${node.said.slice(-500)}`);
}

/** Every node finds every entry once. */
async function checkEntries(entries) {
  const wanted = [...entries].sort((one, other) => one - other).join(' ');
  for (const { name, client } of nodes) {
    const subject = `${name}: all entries`;
    tally.check(subject);
    const { rows, warnings } = await client.ask(`SELECT id FROM entries ORDER BY id ASC LIMIT ${entries.length + 1} OPTION max_matches = ${entries.length + 1}`);
    const found = rows.map(({ id }) => id).join(' ');
    if (found !== wanted || warnings > 0) tally.fault(subject, `finds ${rows.length} of ${entries.length} entries, with ${warnings} warnings`);
  }
}

/** Enough judged queries find one of their entries among the first ten, and every node gives the same answers. */
async function checkJudged() {
  tally.check('judged queries');
  tally.check('the same answers from every node');
  const [missed, different] = [[], []];
  for (const { q, wanted } of queries) {
    const asked = questionFor(q);
    const [answer, ...others] = await Promise.all(nodes.map(({ client }) => client.ask(asked)));
    const ids = answer.rows.map(({ entry }) => entry);
    if (!ids.some((id) => wanted.has(id))) missed.push(q);
    if (others.some(({ rows }) => rows.map(({ entry }) => entry).join() !== ids.join())) {
      different.push(q);
    }
  }
  if (different.length > 0) tally.fault('the same answers from every node', `${different.length} queries are answered differently: ${different.slice(0, 3).join('; ')}`);
  const share = 1 - missed.length / queries.length;
  console.log(`${queries.length - missed.length} of ${queries.length} judged queries find one of their entries among the first ten`);
  if (!(share >= FLOOR)) tally.fault('judged queries', `only ${share.toFixed(2)} find one of their entries, ${FLOOR} is the least; missed: ${missed.slice(0, 5).join('; ')}`);
}

/** The filter and the distance of `query.md`. */
async function checkFilterAndDistance() {
  const [{ client }] = nodes;
  tally.check('filter');
  const { rows: kept } = await client.ask("SELECT entry, kind, IN(facets.kind, 'guide') AS here FROM entries WHERE here = 1 LIMIT 50");
  if (kept.length === 0 || kept.some(({ kind }) => kind !== 'guide')) tally.fault('filter', `a filter on guides keeps ${kept.map(({ entry }) => entry).join(', ')}`);
  tally.check('distance');
  const { rows: [place] } = await client.ask("SELECT entry, lat, lon FROM entries WHERE MATCH('library') AND has_position = 1 LIMIT 1");
  const distance = `GEODIST(lat, lon, ${place.lat}, ${place.lon}, {in=degrees, out=kilometers}) AS km`;
  const { rows: near } = await client.ask(`SELECT entry, ${distance} FROM entries WHERE has_position = 1 ORDER BY km ASC LIMIT 20`);
  const distances = near.map(({ km }) => Number(km));
  if (!(distances[0] < 0.1) || distances.some((km, at) => at > 0 && km < distances[at - 1])) tally.fault('distance', `the distances from ${place.entry} are ${distances.join(', ')}`);
}

/** One node goes. The first still answers from what it has, and says what is missing. */
async function checkWithoutLastNode() {
  const subject = 'one node stopped';
  tally.check(subject);
  const [first] = nodes;
  const last = nodes.at(-1);
  const asked = questionFor('learn to use a tablet');
  const before = (await first.client.ask(asked)).rows.length;
  const ended = new Promise((resolve) => last.child.once('exit', resolve));
  last.child.kill('SIGKILL');
  await ended;
  const { rows, warnings } = await first.client.ask(asked);
  const { rows: said } = await first.client.ask('SHOW WARNINGS');
  if (before === 0 || rows.length === 0) tally.fault(subject, `the answer had ${before} entries and has ${rows.length}`);
  if (warnings === 0 || said.length === 0) tally.fault(subject, 'nothing warns that a part of the answer is missing');
  const all = await first.client.ask('SELECT id FROM entries LIMIT 1000');
  if (new Set(all.rows.map(({ id }) => Number(id) % nodes.length)).size !== nodes.length - 1) tally.fault(subject, 'the answers are not those of the nodes that are left');
  if (first.child.exitCode !== null || first.child.signalCode !== null) tally.fault(subject, `the other node ended too: ${first.said.slice(-500)}`);
}

/** The question of `query.md` with a reader's words: letters and digits only, any of them is enough. */
function questionFor(text) {
  const words = text.replace(/['’]/g, '').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return query.replace(/MATCH\('[^']*'\)/, `MATCH('${words.join(' | ')}')`);
}

/** The judged queries: lines like `- q: text`, `best: [ids]` and `good: [ids]`. Other lines mean nothing here. */
function readQueries(path) {
  const found = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, name, value] = /^\s*(?:- )?(q|best|good):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === 'q') found.push({ q: unquoted(value), wanted: new Set() });
    else if (name) value.replace(/[[\]]/g, '').split(',').forEach((id) => found.at(-1)?.wanted.add(id.trim()));
  }
  if (found.length === 0) {
    console.error(`there is no judged query in \`${path}\``);
    process.exit(2);
  }
  return found;
}

function unquoted(value) {
  if (value.startsWith('"')) return JSON.parse(value);
  return value.startsWith("'") ? value.slice(1, -1).replaceAll("''", "'") : value;
}

/** Ends every process and removes every file, once or twice. */
function cleanUp() {
  for (const { client, child } of nodes) {
    client?.close();
    child.kill('SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
