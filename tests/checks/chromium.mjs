// The browser that checks look through, and axe, the tool that finds what shuts people out.
// In: a page that is open in it. Out: a browser; findings as sentences. Must not know what a page holds.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'wcag2aaa', 'best-practice'];

// The first lets it start as root in a container; the others keep it from calling home, which would be noise in a log.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Debian's Chromium, or the one that `CHROMIUM` names. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });
}

/**
 * Runs axe as the page's own policy stands: what is evaluated from outside needs no permission. Where scripts are off, timers stand still, so
 * axe is given one that needs none; and as axe skips whatever is in `<noscript>`, its content is laid open first. `faults` are sentences,
 * `unjudged` the rules that it leaves to a person.
 */
export async function runAxe(page, javaScriptEnabled = true) {
  await page.evaluate(AXE);
  const { violations, incomplete } = await page.evaluate(
    async ([rules, timers]) => {
      if (!timers) {
        window.setTimeout = (next) => void Promise.resolve().then(next);
        document.querySelectorAll('noscript').forEach((element) => element.replaceWith(...element.childNodes));
      }
      return window.axe.run({ runOnly: rules, preload: false, resultTypes: ['violations', 'incomplete'] });
    },
    [RULES, javaScriptEnabled],
  );
  const faults = violations.map(({ id, help, nodes }) => {
    const more = nodes.length > 2 ? ` and ${nodes.length - 2} more` : '';
    return `axe ${id}: ${help}: ${nodes.slice(0, 2).map(({ target }) => target.join(' ')).join(', ')}${more}`;
  });
  return { faults, unjudged: incomplete.map(({ id }) => id) };
}

/** What has to be scrolled sideways (WCAG 1.4.10), as a sentence; nothing if nothing has. */
export async function sidewaysScroll(page) {
  const over = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const width = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
    const widest = [...document.body.querySelectorAll('*')].findLast((element) => element.getBoundingClientRect().right > room + 1);
    return width > room ? `${width} px wide${widest ? `, up to <${widest.localName} class="${widest.className}">` : ''}` : '';
  });
  return over && `scrolls sideways: ${over}`;
}

/** A server of ours has another port each time; a report should not. */
export function withoutPort(url) {
  return url.replace(/^(http:\/\/127\.0\.0\.1):\d+/, '$1');
}
