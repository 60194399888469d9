// What HTML_CodeSniffer finds against WCAG 2.1 at AAA: a second pair of eyes beside axe.
// In: a page that is open. Out: sentences. Must not know what a page holds.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const SNIFFER = readFileSync(createRequire(import.meta.url).resolve('html_codesniffer/build/HTMLCS.js'), 'utf8');

/**
 * Warnings are things that a machine cannot tell. These were looked at by people, and are right as they are; any other is a fault until somebody
 * has looked. Notices (which every page has: "check that …") are what a reviewer asks of every page, and are not listed.
 */
const LEFT_TO_A_PERSON = new Map([
  ['Guideline1_3.1_3_1.H42', 'a paragraph of strong text alone, such as "Free", is an answer to the heading above it and no heading'],
  ['Guideline1_3.1_3_1.H48', 'several links in a sentence are no list'],
  ['Guideline1_3.1_3_1.H48.1', 'lines that begin with a dash or a star are what somebody wrote'],
  ['Guideline1_3.1_3_1.H48.2', 'an address begins with a house number and is no list'],
]);

/** Errors, and warnings that nobody has looked at. */
export async function codesniffer(page) {
  await page.evaluate(SNIFFER);
  const messages = await page.evaluate(
    () =>
      new Promise((found, failed) => {
        const { HTMLCS } = window;
        const named = ({ type, code, msg, element }) => ({ type, code, msg, element: element.outerHTML?.slice(0, 100) ?? 'the page' });
        const isFault = ({ type }) => type !== HTMLCS.NOTICE;
        HTMLCS.process('WCAG2AAA', document, () => found(HTMLCS.getMessages().filter(isFault).map(named)), failed);
      }),
  );
  return messages
    .map((message) => ({ ...message, rule: message.code.replace(/^WCAG2AAA\.Principle\d\./, '') }))
    .filter(({ type, rule }) => type === 1 || !LEFT_TO_A_PERSON.has(rule))
    .map(({ rule, msg, element }) => `HTML_CodeSniffer ${rule}: ${msg} (${element.replace(/\s+/g, ' ')})`);
}
