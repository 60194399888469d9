// What the sample directory says, taken apart so that it can be put together anew.
// In: a folder `content/`. Out: its sentences by the place where they stood, with `{area}` for names of areas. Must not know what becomes of them.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SENTENCE = /[A-Z][^.!?]*[.!?](?=\s|$)/g;

/** Sentences, headings and short phrases of all entries in English. */
export function phrasesOf(content) {
  const areas = [...readFileSync(join(content, 'areas.yaml'), 'utf8').matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name);
  const names = new RegExp(`\\b(${areas.join('|')})\\b`, 'g');
  const texts = (folder) => readdirSync(join(content, folder))
    .filter((name) => !/\.[a-z]{2}\.yaml$/.test(name))
    .map((name) => readFileSync(join(content, folder, name), 'utf8').replace(names, '{area}'));
  const [offers, places, organisations, guides] = ['offers', 'places', 'organisations', 'guides'].map(texts);
  const topics = readFileSync(join(content, 'topics.yaml'), 'utf8');
  return {
    summaries: offers.flatMap((text) => sentences(value(text, 'summary'))),
    body: offers.flatMap((text) => sentences(block(text, 'description'))),
    how: offers.flatMap((text) => items(text, 'how')),
    bring: offers.flatMap((text) => inline(text, 'bring')),
    calledToo: offers.flatMap((text) => inline(text, 'also_called')),
    notes: [...offers, ...places].flatMap((text) => [...text.matchAll(/feature: ([a-z-]+), note: "?([^"}]*)"?}/g)].map(([, feature, note]) => ({ feature, note }))),
    travel: places.flatMap((text) => sentences(value(text, 'travel'))),
    about: organisations.flatMap((text) => sentences(value(text, 'summary'))),
    sections: guides.flatMap((text) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/01632 960\d{3}/g, 'our number').split(/\n## /).slice(1)),
    titles: [...offers, ...guides].map((text) => value(text, '(?:name|title)')),
    types: [...new Set(offers.map((text) => value(text, 'type')))],
    topics: topics.split(/^- id: /m).slice(1).map((text) => ({
      id: /^\S+/.exec(text)[0],
      name: value(text, ' {2}name'),
      plain: [...text.matchAll(/^ {4}- (.*)$/gm)].map(([, phrase]) => phrase),
      calledToo: inline(text, ' {2}also_called'),
    })),
  };
}

function sentences(text) {
  return text.replace(/\s+/g, ' ').match(SENTENCE) ?? [];
}

function value(text, name) {
  return (new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? '').replace(/^"|"$/g, '');
}

function block(text, name) {
  return new RegExp(`^${name}: \\|\\n((?: {2}.*\\n|\\n)+)`, 'm').exec(text)?.[1] ?? '';
}

function items(text, name) {
  const list = new RegExp(`^${name}:\\n((?: {2}- .*\\n)+)`, 'm').exec(text)?.[1] ?? '';
  return [...list.matchAll(/- "?([^"\n]*)"?/g)].map(([, item]) => item);
}

function inline(text, name) {
  const list = new RegExp(`^${name}: \\[(.*)\\]$`, 'm').exec(text)?.[1] ?? '';
  return list.split(', ').filter(Boolean);
}
