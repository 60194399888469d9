// A plain web server for one folder, as a cheap host would be.
// In: a folder and the path it lies under. Out: the site's address on this machine.
// Must not know what a page holds.

import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

const TYPES = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};

/** What an address ends in whose page comes piece by piece, as over a slow line. */
export const IN_PIECES = '?in-pieces';

/** Serves `root` under `prefix` (such as `/a/b/`) on a free port. `home` is the address of the folder; `close` stops the server. */
export async function serve(root, prefix) {
  const server = createServer((request, response) => {
    const file = fileFor(root, prefix, new URL(request.url, 'http://127.0.0.1').pathname);
    const found = file ?? join(root, '404.html');
    if (!existsSync(found)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(file ? 200 : 404, { 'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream' });
    const bytes = request.url.endsWith(IN_PIECES) ? Readable.from(slowly(readFileSync(found))) : createReadStream(found);
    bytes.pipe(response);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { home: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => server.close() };
}

/** Where a piece may end: a line of which one half comes later moves by a hair when it does, and nobody has read it by then. */
const ENDS = /<\/(?:div|dl|form|h[1-6]|header|li|nav|ol|p|section|table|tr|ul)>/g;

/** Pieces with time between them to paint what is there. The first holds the head of a page: a server sends ten packets at once (RFC 6928). */
async function* slowly(bytes) {
  for (let from = 0, most = 10_000; from < bytes.length; most = 2_500) {
    const ends = [...bytes.subarray(from, from + most).toString('latin1').matchAll(ENDS)];
    const to = from + (ends.length > 0 && from + most < bytes.length ? ends.at(-1).index + ends.at(-1)[0].length : most);
    yield bytes.subarray(from, to);
    await pause(30);
    from = to;
  }
}

/** The file behind an address. `URL` has already taken out every `..`; an escaped one, or bad escaping, names no file. */
function fileFor(root, prefix, pathname) {
  let name;
  try {
    name = decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  } catch {
    return undefined;
  }
  if (!name.startsWith(prefix) || name.split('/').includes('..')) {
    return undefined;
  }
  const file = join(root, name.slice(prefix.length));
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}
