// MiniSearch and Pagefind on the pages of a site, for comparison.
// In: a built site and what is in it. Out: for each a function from a query to { ids, bytes }, `bytes` being what a reader who has nothing yet
// fetches. Must not know our own search.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import { packed, packedFile } from './bytes.mjs';

const modules = createRequire(import.meta.url);

/** MiniSearch with weighted fields, beginnings of words and slips; the reader fetches the library and the whole index. */
export function miniSearch(site, { entries }) {
  const options = {
    fields: ['title', 'area', 'summary', 'body'],
    storeFields: ['title', 'summary', 'area'],
    searchOptions: { boost: { title: 4, area: 3, summary: 2 }, prefix: true, fuzzy: 0.2 },
  };
  const index = new MiniSearch(options);
  index.addAll(entries.map(({ id, title, area, text }) => ({ id, title, area, summary: text, body: mainText(join(site, `${id}.html`)) })));
  const library = packedFile(modules.resolve('minisearch').replace(/cjs.index\.cjs$/, 'umd/index.js'));
  const bytes = packedFile(join(site, 'search.html')) + library + packed(Buffer.from(JSON.stringify(index)));
  return { search: async (query) => ({ ids: index.search(query).slice(0, 10).map(({ id }) => id), bytes }) };
}

function mainText(path) {
  const main = /<main[^]*?<\/main>/.exec(readFileSync(path, 'utf8'))?.[0] ?? '';
  return main.replace(/<[^>]*>/g, ' ').replace(/&[^;]*;/g, ' ');
}

/** Pagefind's own script, with files from `folder` in place of a network. Its worker's script, which a browser loads too, is counted. */
export async function pagefind(site, folder) {
  const program = fileURLToPath(new URL('node_modules/.bin/pagefind', import.meta.url));
  execFileSync(program, ['--site', site, '--glob', '{offers,guides,places,organisations}/*.html', '--root-selector', 'main', '--output-path', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const own = packedFile(join(site, 'search.html')) + packedFile(join(folder, 'pagefind.js')) + packedFile(join(folder, 'pagefind-worker.js'));
  let bytes;
  globalThis.fetch = async (address) => {
    const path = fileURLToPath(new URL(String(address).replace(/\?.*$/, ''), 'file:///'));
    bytes += packedFile(path);
    return new Response(readFileSync(path), { headers: { 'Content-Type': path.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream' } });
  };
  const { createInstance } = await import(pathToFileURL(join(folder, 'pagefind.js')));
  // Only now, or it would take this for a page. It asks its page for the language.
  globalThis.document = { querySelector: () => ({ getAttribute: () => 'en-GB' }) };
  const warm = createInstance({ basePath: `${folder}/` });
  const results = async (instance, query) => {
    const { results } = await instance.search(query);
    const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return pages.map(({ raw_url, url }) => (raw_url ?? url).replace(/^\//, '').replace(/\.html$/, ''));
  };
  return {
    search: async (query) => ({ ids: await results(warm, query) }),
    cold: async (query) => {
      bytes = own;
      const ids = await results(createInstance({ basePath: `${folder}/` }), query);
      return { ids, bytes };
    },
  };
}
