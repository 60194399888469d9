// Can everything be pressed by an unsteady hand (WCAG 2.5.5)?
// In: a page that is open. Out: sentences: what is smaller than 44 by 44 px outside a sentence, or lies on a neighbour. Must not know what a page holds.

import { inPage } from './words.mjs';

export function targets(page) {
  return inPage(page, smallTargets);
}

/** Runs in the page. What belongs to a label is as large as both together; a link in a line of other words is as large as its words. */
function smallTargets() {
  const faults = [];
  const parts = [...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type="hidden"])')];
  const found = parts.filter((element) => element.checkVisibility({ visibilityProperty: true }) && !isInSentence(element)).map((element) => ({ element, box: boxOf(element) }));
  const seen = found.filter(({ box }) => box.right > 0 && box.left < innerWidth);
  for (const { element, box } of seen) {
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    if (width < 43.5 || height < 43.5) faults.push(`${describe(element)} is ${Math.round(width)} by ${Math.round(height)} px, under 44 (WCAG 2.5.5)`);
  }
  seen.forEach(({ element, box }, at) => {
    const under = seen.slice(at + 1).find((one) => one.box.left < box.right - 1 && one.box.right > box.left + 1 && one.box.top < box.bottom - 1 && one.box.bottom > box.top + 1);
    if (under && !element.contains(under.element)) faults.push(`${describe(element)} lies on ${describe(under.element)} (WCAG 2.5.8)`);
  });
  return [...new Set(faults)];

  function boxOf(element) {
    const boxes = [element, ...(element.matches('[type="checkbox"], [type="radio"]') ? element.labels : [])].map((one) => one.getBoundingClientRect());
    return {
      left: Math.min(...boxes.map(({ left }) => left)),
      top: Math.min(...boxes.map(({ top }) => top)),
      right: Math.max(...boxes.map(({ right }) => right)),
      bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    };
  }

  /** Whether the line that a link stands in has words of its own. */
  function isInSentence(element) {
    if (element.localName !== 'a' || getComputedStyle(element).display !== 'inline') return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    const words = block.cloneNode(true);
    words.querySelectorAll('a, button').forEach((other) => other.remove());
    return /\p{L}{2}/u.test(words.textContent);
  }
}
