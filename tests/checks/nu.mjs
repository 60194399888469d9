// Is every page valid HTML? `node nu.mjs DIR` runs the Nu HTML checker once over all pages of a built site.
// In: a folder of HTML. Out: one line a fault (file:line:column), errors and warnings alike; exit 1 if there is any.
// Must not know how the site was made. Needs Java 17 or later.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pagesOf, Tally } from './tally.mjs';

// The checker reads files, and to it no file is of the same origin as its page, so that it calls every script of ours blocked by `'self'`.
// Hashes and strangers' addresses are still judged here; the browser check watches the policy at work.
const OWN_FILE_CALLED_BLOCKED = /^Resource violates Content Security Policy .*“(?![a-z][a-z0-9+.-]*:|\/\/)[^”]+” blocked by/i;

const directory = process.argv[2];
if (!directory) {
  console.error('usage: node nu.mjs DIR');
  process.exit(2);
}

const root = resolve(directory);
const tally = new Tally();
pagesOf(root).forEach((page) => tally.check(page));
for (const message of messagesAbout(root)) {
  const page = message.url ? relative(root, fileURLToPath(message.url)).replaceAll('\\', '/') : 'the checker itself';
  const place = message.lastLine && `${message.lastLine}:${message.firstColumn ?? message.lastColumn ?? 1}`;
  tally.fault(page, `${message.subType === 'warning' ? 'warning' : 'error'}: ${message.message}`, place);
}
tally.close();

/** The checker's errors and warnings. Its notes (type `info` without a subtype) are about style and no fault. */
function messagesAbout(site) {
  const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
  const run = spawnSync('java', ['-jar', jar, '--skip-non-html', '--exit-zero-always', '--stdout', '--format', 'json', site], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  if (run.error || run.status !== 0) {
    console.error(`the HTML checker did not run: ${run.error?.message ?? run.stderr}`);
    process.exit(2);
  }
  return JSON.parse(run.stdout)
    .messages.filter(({ type, subType }) => type !== 'info' || subType === 'warning')
    .filter(({ message }) => !OWN_FILE_CALLED_BLOCKED.test(message));
}
