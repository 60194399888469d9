// Do names say what things are, to somebody who hears one after the other?
// In: a page that is open. Out: sentences about headings, landmarks, the names of links, and the language of words. Must not know what a page holds.

import { inPage } from './words.mjs';

/** Links that are told apart only by the words around them, which AA allows and AAA does not, are left to a person. */
export async function names(page, round) {
  const { faults, alike } = await inPage(page, poorNames);
  if (alike > 0) round.leave('links with the same words, which lead to different places (WCAG 2.4.9)');
  return faults;
}

/** Runs in the page. Levels of headings, and names that are missing, are found by axe. */
function poorNames() {
  const faults = [];
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());

  for (const [what, selector] of [['h1', 'h1'], ['main part', 'main'], ['header', 'body > header'], ['footer', 'body > footer']]) {
    const count = shown(selector).length;
    if (count !== 1) faults.push(`it has ${count || 'no'} ${what}${count > 1 ? 's' : ''}, where one is right (WCAG 1.3.1)`);
  }

  const leads = new Map();
  const alike = [];
  const says = (link) => (link.getAttribute('aria-label') ?? (link.innerText + [...link.querySelectorAll('img')].map(({ alt }) => alt).join(' '))).trim().replace(/\s+/g, ' ');
  // The words that a screen reader reads with a link (WCAG 2.4.4): its list item, its paragraph, the heading of its card.
  const around = (link) => (link.closest('article, li, td, dd, p') ?? link).innerText.trim();
  for (const link of shown('a[href]')) {
    const name = says(link).toLowerCase();
    if (/^(click |press )?(here|this|more|read more|more info(rmation)?|details|link|go|continue|page|open|view|next|see more)$/.test(name)) {
      faults.push(`${describe(link)} does not say where it leads (WCAG 2.4.9)`);
    }
    const other = leads.get(name);
    if (other && other.href !== link.href) {
      const isTold = around(other) !== around(link);
      (isTold ? alike : faults).push(`two links say "${says(link)}" and lead to different places (WCAG ${isTold ? '2.4.9' : '2.4.4'})`);
    }
    leads.set(name, link);
    const label = link.getAttribute('aria-label');
    if (label && !label.toLowerCase().includes(link.innerText.trim().toLowerCase())) faults.push(`${describe(link)} is called "${label}", without the words it shows (WCAG 2.5.3)`);
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const [letter] = node.data.match(/(?!\p{Script=Latin}|\p{Script=Greek})\p{L}/u) ?? [];
    const element = node.parentElement;
    // A letter by itself, at the head of a list, is of no language and has no side to be written from.
    if (!letter || node.data.trim().length < 2 || !element.checkVisibility()) continue;
    const tag = element.closest('[lang]')?.lang ?? '';
    if (tag === '' || new Intl.Locale(tag).maximize().script === 'Latn') faults.push(`${describe(element)} has letters that the language "${tag}" does not write (WCAG 3.1.2)`);
    if (/\p{Script=Arabic}|\p{Script=Hebrew}/u.test(letter) && getComputedStyle(element).direction !== 'rtl') faults.push(`${describe(element)} is written from the wrong side (WCAG 1.3.2)`);
  }
  return { faults: [...new Set(faults)], alike: alike.length };
}
