// Does "Show only" show what it says, without a script?
// In: a page that has just been opened. Out: sentences: a wish that shows other cards than it promises, or from which nobody gets back.
// Must not know what is wished for: a link leads to the line with its words, and the number beside it is how many cards stay. Follows links: stands last.

import { inPage } from './words.mjs';

export async function narrow(page) {
  const wishes = await inPage(page, wishesOf);
  const faults = [];
  for (const { id, words, count } of wishes) {
    await page.click(`a[href="#${id}"]`);
    const { shown, lists, said } = await inPage(page, seen, id);
    if (shown !== count) faults.push(`"Show only: ${words}" says ${count}, and ${shown} are shown`);
    if (lists > 0) faults.push(`"Show only: ${words}" leaves ${lists} lists without anything in them`);
    if (!said) faults.push(`"Show only: ${words}" does not say what is shown, and how to see all again`);
  }
  return faults;
}

/** Runs in the page. */
function wishesOf() {
  return [...document.querySelectorAll('a[href^="#only-"]')].map((link) => ({
    id: link.hash.slice(1),
    words: link.textContent,
    count: Number(link.parentElement.querySelector('.more').textContent),
  }));
}

/** Runs in the page. */
function seen(id) {
  const shows = (element) => element.checkVisibility();
  const line = document.getElementById(id);
  return {
    shown: [...document.querySelectorAll('main .card')].filter(shows).length,
    lists: [...document.querySelectorAll('main .list')].filter((list) => shows(list) && ![...list.querySelectorAll('.card')].some(shows)).length,
    said: shows(line) && line.querySelector('a[href="#narrow"]') !== null,
  };
}
