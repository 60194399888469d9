// Can each check fail? `node selftest.mjs` breaks a sound page in one way after another, and sees whether the right check says the right thing.
// In: nothing. Out: one line for each break that no check finds, and for each fault that is found in the sound page. Exit 1 if there is any.
// Each break is of one line of the page below, and has the words that must be said of it.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Findings, look, ROUNDS } from './browser/rounds.mjs';
import { launch } from './chromium.mjs';
import { Tally } from './tally.mjs';

const STYLE = `body { margin: 1rem; background: #fff; color: #111; font: 1.1rem/1.5 sans-serif; overflow-wrap: anywhere }
a { color: #0b4a2b } :focus-visible { outline: 3px solid #000 } main:focus { outline: 0 }
nav a, .skip, button { display: inline-flex; align-items: center; min-height: 44px; min-width: 44px; padding: 0 1rem }
input { min-height: 44px; border: 2px solid #111; font: inherit }
button { font: inherit; background: #fff; color: #111; border: 2px solid #111 }
@media (prefers-color-scheme: dark) { body, button, input { background: #111; color: #fff; border-color: #fff } a { color: #a5e2c0 } :focus-visible { outline-color: #fff } }`;

const SOUND = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'HASH'; img-src 'self'; script-src 'self'; base-uri 'self'; form-action 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Page NAME of a sound site</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<style>STYLE</style>
</head>
<body>
<header><a class="skip" href="#main">Skip to the main part</a>
<nav aria-label="Main"><a href="index.html">Home</a> <a href="other.html">Other page</a></nav></header>
<main id="main" tabindex="-1">
<h1>A sound page</h1>
<p>Words in a sentence, and <a href="third.html">a link among them</a>, which is small.</p>
<form action="other.html" role="search"><label for="q">Look for</label> <input id="q" name="q" type="search"> <button>Search</button></form>
</main>
<footer><p>The foot of the page.</p></footer>
</body>
</html>
`;

const inMain = (html) => (page) => page.replace('</main>', `${html}\n</main>`);
const withStyle = (css) => (page) => page.replace('STYLE', `STYLE\n${css}`);
const both = (one, other) => (page) => other(one(page));

/** What is broken, what must be said of it in a browser, and in which round if not in the first. */
const IN_A_BROWSER = {
  'axe-empty-link': [inMain('<p><a href="third.html"><span></span></a></p>'), /axe link-name/],
  'axe-pale-text': [both(inMain('<p class="pale">Pale words</p>'), withStyle('.pale { color: #666 }')), /axe color-contrast-enhanced/],
  'codesniffer-field': [(page) => page.replace('<label for="q">Look for</label>', 'Look for'), /HTML_CodeSniffer .*(F68|H91)/],
  'codesniffer-dark': [both(inMain('<p class="dim">Dim words</p>'), withStyle('@media (prefers-color-scheme: dark) { .dim { color: #555 } }')), /HTML_CodeSniffer .*1_4_6/, 'dark, 320 px, no script'],
  'skip-missing': [(page) => page.replace(/<a class="skip".*<\/a>/, ''), /the first Tab reaches .*, not a skip link|does not take the focus/],
  'skip-lost': [(page) => page.replace('id="main" tabindex="-1"', 'id="main-part" tabindex="-1"'), /the skip link does not take the focus/],
  'skip-hidden': [withStyle('.skip { position: absolute; left: -9999px }'), /the skip link cannot be seen/],
  'sideways': [both(inMain('<p class="wide">Wide</p>'), withStyle('.wide { width: 1500px }')), /scrolls sideways/],
  'cut': [both(inMain('<p class="cut">Words and more words that fit only just</p>'), withStyle('.cut { height: 1.5em; overflow: clip; white-space: nowrap; width: 22em; max-width: 100% }')), /set apart .* cuts off what is in it/],
  'overlap': [both(inMain('<p class="up">Words that were moved up</p>'), withStyle('.up { margin-top: -2.4rem }')), /lies on/],
  'out-of-box': [both(inMain('<p class="low">Some words in a low box, which is too low for them when there are many of them in it</p>'), withStyle('.low { height: 30px; margin-bottom: 9rem }')), /text twice as large .* leaves its box/, 'dark, 1280 px, no script, more contrast'],
  'small-target': [inMain('<p><a href="third.html">Alone</a></p>'), /under 44 \(WCAG 2\.5\.5\)/],
  'close-targets': [withStyle('nav a + a { margin-left: -2rem }'), /lies on .* \(WCAG 2\.5\.8\)/],
  'same-words': [inMain('<p>Two: <a href="index.html">Read about it</a> and <a href="other.html">Read about it</a></p>'), /two links say "Read about it"/],
  'empty-words': [inMain('<p>To read about it, click <a href="third.html">here</a> now.</p>'), /does not say where it leads/],
  'two-headings': [inMain('<h1>Another</h1>'), /it has 2 h1s/],
  'no-main': [(page) => page.replace('<main id="main" tabindex="-1">', '<div id="main" tabindex="-1">').replace('</main>', '</div>'), /it has no main part/],
  'foreign-words': [inMain('<p>اردو میں مدد</p>'), /has letters that the language "en-GB" does not write/],
  'wrong-side': [inMain('<p lang="ur">اردو میں مدد</p>'), /is written from the wrong side/],
  'order-tabindex': [(page) => page.replace('<a href="other.html">', '<a href="other.html" tabindex="1">'), /comes after .* for the Tab key/, 'keyboard, light, 1280 px'],
  'order-rows': [withStyle('nav { display: flex; flex-direction: row-reverse; justify-content: flex-end }'), /the focus goes backwards in its row/, 'keyboard, light, 1280 px'],
  'order-up': [withStyle('body { display: flex; flex-direction: column } header { order: 2 } main { order: 1 }'), /the focus goes up from/, 'keyboard, light, 1280 px'],
  'not-reached': [inMain('<script src="unreached.js" defer></script>'), /Tab does not reach <button> "Search"/, 'keyboard, light, 1280 px'],
  'trap': [inMain('<script src="trap.js" defer></script>'), /: a trap \(WCAG 2\.1\.2\)/, 'keyboard, light, 1280 px'],
  'no-outline': [withStyle('nav a:focus-visible { outline: 0 }'), /shows its focus with no outline/, 'keyboard, light, 1280 px'],
  'pale-outline': [withStyle('nav a:focus-visible { outline-color: #eee }'), /the focus on .* changes \d+ pixels/, 'keyboard, light, 1280 px'],
  'covered': [withStyle('nav { position: relative } nav::after { display: none } header { position: relative } footer { position: fixed; inset: 0 0 auto 0; background: #fff; color: #111; height: 110px }'), /is covered by/, 'keyboard, light, 1280 px'],
  'console': [inMain('<script src="fails.js" defer></script>'), /script: it fails on purpose/],
  'policy': [inMain('<p style="color: #111">Words</p>'), /console: .*Content Security Policy/],
  'strangers': [(page) => page.replace("img-src 'self'", 'img-src https:').replace('</main>', '<p><img src="https://example.org/a.png" alt="Nothing" width="1" height="1"></p></main>'), /asks for `https:\/\/example\.org\/a\.png`, outside the site/],
  'storage': [inMain('<script src="keeps.js" defer></script>'), /keeps local storage on the reader's device: `visits`/],
  'shift': [inMain('<script src="shifts.js" defer></script>'), /moves while the page loads/],
  'waits': [(page) => page.replace('<title>', '<script src="empty.js"></script>\n<title>'), /waits for `empty\.js` before it paints/],
};

/** What is broken, and what the checks that read files must say. */
const ON_PAPER = {
  'nu.mjs': { 'nu': [inMain('<p><div>A block in a paragraph</div></p>'), /error: No “p” element in scope/] },
  'links.mjs': {
    'links-file': [inMain('<p><a href="gone.html">Gone</a></p>'), /leads to a file that is not there/],
    'links-anchor': [inMain('<p><a href="other.html#gone">Gone</a></p>'), /leads to an anchor that `other\.html` does not have/],
    'links-root': [inMain('<p><a href="/other.html">Root</a></p>'), /breaks from disk and under a path/],
    'links-stranger': [inMain('<p><img src="https://example.org/a.png" alt="A"></p>'), /is not the site's own/],
  },
  'heads.mjs': {
    'heads-title': [(page) => page.replace(/<title>.*<\/title>/, '<title>Page heads-hash of a sound site</title>'), /has the same title as/],
    'heads-language': [(page) => page.replace(' lang="en-GB"', ''), /has `` for a language/],
    'heads-icon': [(page) => page.replace(/<link rel="icon".*>/, ''), /names no icon/],
    'heads-policy': [(page) => page.replace(/<meta http-equiv.*>/, ''), /has no Content-Security-Policy/],
    'heads-weak': [(page) => page.replace("script-src 'self'", "script-src 'unsafe-inline'"), /has a policy that allows `'unsafe-inline'`/],
    'heads-hash': [(page) => page.replace('HASH', 'sha256-AAAA'), /has a <style> whose hash is not in the policy/],
    'heads-inline': [inMain('<p onclick="run()">Words</p>'), /has `onclick` on <p>/],
  },
  'weight.mjs': {
    'weight-page': [inMain(`<p>${Array.from({ length: 4000 }, (_, at) => createHash('md5').update(String(at)).digest('hex').slice(0, 8)).join(' ')}</p>`), /bytes packed, over 8192/],
    'weight-script': [inMain('<script src="empty.js" defer></script>'), /has a script that nothing on it needs/],
    'weight-style': [(page) => page.replace('<style>', '<link rel="stylesheet" href="style.css">\n<style>'), /waits for a second file/],
  },
};

const FILES = {
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>',
  'empty.js': '',
  'style.css': '',
  'fails.js': "throw new Error('it fails on purpose');",
  'keeps.js': "localStorage.setItem('visits', '1');",
  'shifts.js': "setTimeout(() => document.querySelector('main').insertAdjacentHTML('beforebegin', '<p>Late</p><p>Late</p>'), 60);",
  'trap.js': "document.querySelector('button').addEventListener('keydown', (event) => event.key === 'Tab' && event.preventDefault());",
  'unreached.js': "document.querySelector('#q').addEventListener('keydown', (event) => { if (event.key === 'Tab' && !event.shiftKey) document.querySelector('button').disabled = true; });",
};

const folder = mkdtempSync(join(tmpdir(), 'broken-'));
const tally = new Tally();
try {
  await inABrowser(write('browser', IN_A_BROWSER));
  for (const [command, breaks] of Object.entries(ON_PAPER)) {
    onPaper(command, write(command, breaks), breaks);
  }
} finally {
  rmSync(folder, { recursive: true });
}
tally.close();

/** A site of sound pages and one page for each break. */
function write(name, breaks) {
  const root = join(folder, name);
  mkdirSync(root);
  const pages = { index: [(page) => page], other: [(page) => page], third: [(page) => page], ...breaks };
  const ways = Object.keys(breaks).map((page) => `<a href="${page}.html">${page}</a>`).join(' ');
  for (const [page, [change]] of Object.entries(pages)) {
    const changed = change(page === 'index' ? SOUND.replace('</nav>', ` ${ways}</nav>`) : SOUND);
    if (changed === SOUND && page in breaks) tally.fault(page, 'changes nothing');
    const styled = changed.replace('STYLE', STYLE).replaceAll('NAME', page);
    const style = /<style>(.*?)<\/style>/s.exec(styled)[1];
    const hash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
    writeFileSync(join(root, `${page}.html`), styled.replace('HASH', hash));
  }
  for (const [file, text] of Object.entries(FILES)) writeFileSync(join(root, file), text);
  return root;
}

async function inABrowser(root) {
  const browser = await launch();
  const findings = new Findings();
  const broken = (round) => Object.entries(IN_A_BROWSER).filter(([, [, , name = ROUNDS[0].name]]) => name === round.name).map(([page]) => page);
  await Promise.all(ROUNDS.map((round) => look(browser, root, ['other', ...broken(round)].map((page) => `${page}.html`), findings, [round])));
  await browser.close();
  const said = (page) => [...(findings.faults.get(`${page}.html`)?.keys() ?? [])];
  tally.check('browser: a sound page');
  said('other').forEach((sentence) => tally.fault('browser: a sound page', sentence));
  for (const [page, [, words]] of Object.entries(IN_A_BROWSER)) expect(`browser: ${page}`, said(page), words);
}

function onPaper(command, root, breaks) {
  const run = spawnSync(process.execPath, [join(dirname(fileURLToPath(import.meta.url)), command), root], { encoding: 'utf8' });
  const lines = run.stdout.split('\n');
  const said = (page) => lines.filter((line) => line.startsWith(`${page}.html:`));
  tally.check(`${command}: a sound page`);
  said('other').forEach((sentence) => tally.fault(`${command}: a sound page`, sentence));
  if (run.status !== 1) tally.fault(`${command}: a sound page`, `the command ends with ${run.status}, where 1 is right: ${run.stderr}`);
  for (const [page, [, words]] of Object.entries(breaks)) expect(`${command}: ${page}`, said(page), words);
}

function expect(subject, said, words) {
  tally.check(subject);
  if (!said.some((sentence) => words.test(sentence))) tally.fault(subject, `nothing says ${words}; what is said is ${said.join(' / ') || 'nothing'}`);
}
