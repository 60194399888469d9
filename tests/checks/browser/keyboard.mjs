// A walk through a page with the Tab key, to its end and back.
// In: a page that has just been opened, with scripts on. Out: sentences: a stop that is left out, comes too early, is a trap, shows no focus, is covered,
// or lies above or before the stop that came before it. Must not know what a page holds.

import { faultOfFocus } from './focus.mjs';
import { inPage } from './words.mjs';

/** Tab from the top until the focus leaves the page, and Shift and Tab back. `round.looks` remembers which kinds of stop have been photographed. */
export async function keyboard(page, round) {
  const names = await inPage(page, listStops);
  const session = await page.context().newCDPSession(page);
  const walked = await walk(page, session, names.length, false);
  const left = await leave(page, session, walked);
  const faults = walked.flatMap((stop, at) => [...stop.faults, ...orderFaults(walked[at - 1], stop)]);
  if (!left) faults.push(`Tab does not leave the page after ${walked.length} stops; it is on ${walked.at(-1)?.name}: a trap (WCAG 2.1.2)`);
  const reached = new Set(walked.map(({ at }) => at));
  names.filter((name, at) => !reached.has(at)).forEach((name) => faults.push(`Tab does not reach ${name} (WCAG 2.1.1)`));
  faults.push(...(await walkBack(page, session, names, walked)));
  await session.detach();
  for (const { at, look, name, isSkip } of walked) {
    // The skip link is there only while it has the focus; nothing can be compared.
    if (at < 0 || isSkip || round.looks.has(look)) continue;
    const fault = await faultOfFocus(page, round.easel, at, name);
    if (fault !== undefined) round.looks.add(look);
    if (fault) faults.push(fault);
  }
  return faults;
}

/**
 * Tab from the last stop, until the focus is nowhere in the page, or on its first stop again: a window without a bar of its own may go round. Stops that
 * nobody expected are added to the walk.
 */
async function leave(page, session, walked) {
  for (let more = 0; more < 10; more += 1) {
    const last = await page.evaluateHandle(() => document.activeElement);
    const [stop] = await walk(page, session, 1, false);
    await page.waitForFunction((before) => document.activeElement !== before, last, { timeout: 1000, polling: 20 }).catch(() => undefined);
    const at = await page.evaluate(() => (document.activeElement === document.body ? 0 : globalThis.stopsOfTheWalk.indexOf(document.activeElement)));
    if (at === 0) return true;
    if (at === walked.at(-1)?.at) return false;
    walked.push(stop);
  }
  return false;
}

/** From the last stop to the first, the same way. */
async function walkBack(page, session, names, walked) {
  const way = walked.map(({ at }) => at).filter((at) => at >= 0).toReversed();
  if (way.length === 0) return [];
  await page.evaluate((at) => globalThis.stopsOfTheWalk[at].focus(), way[0]);
  const back = (await walk(page, session, walked.length - 1, true)).map((stop) => stop?.at).filter((at) => at !== -1);
  const strayed = way.slice(1).findIndex((at, step) => back[step] !== at);
  return strayed < 0 ? [] : [`Shift and Tab come to ${names[back[strayed]] ?? 'nothing'} where ${names[way[strayed + 1]]} should be (WCAG 2.1.2)`];
}

/** Presses Tab so often, all in one go: to wait for each stop would take ten times as long. Each stop is looked at when the key comes up. */
async function walk(page, session, times, shift) {
  await page.evaluate(() => (globalThis.walked = []));
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9, modifiers: shift ? 8 : 0 };
  const presses = Array.from({ length: times }, () => ['rawKeyDown', 'keyUp'].map((type) => session.send('Input.dispatchKeyEvent', { type, ...key })));
  await Promise.all(presses.flat());
  return (await page.evaluate(() => globalThis.walked)).filter((stop) => stop !== null);
}

/** Whether a stop comes where the eye looks for it: further on in its row, further down, or at the head of a column further on. */
function orderFaults(last, stop) {
  if (stop.at < 0) return [`Tab stops at ${stop.name}, where there is nothing to press (WCAG 2.4.3)`];
  if (!last || last.isSkip) return [];
  if (stop.at === last.at) return [`Tab stays on ${stop.name} (WCAG 2.1.2)`];
  if (stop.at < last.at) return [`${stop.name} comes after ${last.name} for the Tab key, and before it in the page (WCAG 2.4.3)`];
  const [before, after] = [last.boxes.at(-1), stop.boxes[0]];
  const onward = stop.isRightToLeft ? after.right <= before.left + 1 : after.left >= before.right - 1;
  const inNextColumn = stop.isRightToLeft ? after.right <= last.block.left + 1 : after.left >= last.block.right - 1;
  const isAbove = after.bottom <= before.top + 1;
  const shared = Math.min(before.bottom, after.bottom) - Math.max(before.top, after.top);
  const isInRow = shared > Math.min(before.bottom - before.top, after.bottom - after.top) / 2;
  if (isAbove && !inNextColumn) return [`the focus goes up from ${last.name} to ${stop.name} (WCAG 2.4.3)`];
  if (isInRow && !onward) return [`the focus goes backwards in its row, from ${last.name} to ${stop.name} (WCAG 2.4.3)`];
  return [];
}

/** Runs in the page: what Tab should reach, in the order of the page; and from now on each stop is looked at. */
function listStops() {
  const pressable = 'a[href], area[href], button, input:not([type="hidden"]), select, textarea, summary, iframe, [contenteditable="true"], [tabindex]';
  globalThis.stopsOfTheWalk = [...document.querySelectorAll(pressable)].filter(
    (element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true }),
  );
  addEventListener('keyup', () => globalThis.walked.push(lookAt(document.activeElement)), true);
  return globalThis.stopsOfTheWalk.map(describe);

  /** What there is to say about the stop that has the focus; nothing when the focus has left the page. Boxes are measured from the top of the page. */
  function lookAt(element) {
    if (!element || element === document.body || element === document.documentElement) return null;
    const rects = [...element.getClientRects()];
    const path = [];
    for (let one = element; one !== document.body; one = one.parentElement) path.unshift(`${one.localName}.${one.getAttribute('class') ?? ''}`);
    const { outlineColor, outlineWidth } = getComputedStyle(element);
    let block = element.parentElement;
    while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
    return {
      at: globalThis.stopsOfTheWalk.indexOf(element),
      name: describe(element),
      faults: [...new Set(faultsOf(element, rects))],
      look: `${path.join(' ')} ${outlineColor} ${outlineWidth}`,
      block: block.getBoundingClientRect().toJSON(),
      isSkip: element.matches('a[href*="#"]') && globalThis.stopsOfTheWalk[0] === element,
      isRightToLeft: getComputedStyle(element.parentElement).direction === 'rtl',
      boxes: (rects.length > 0 ? rects : [element.getBoundingClientRect()]).map(({ left, top, right, bottom }) => ({
        left: left + scrollX,
        top: top + scrollY,
        right: right + scrollX,
        bottom: bottom + scrollY,
      })),
    };
  }

  function faultsOf(element, rects) {
    const name = describe(element);
    const faults = [];
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) faults.push(`${name} shows its focus with no outline, or one under 2 px (WCAG 2.4.13)`);
    const seen = rects.filter((rect) => rect.width > 0 && rect.height > 0 && rect.right > 0 && rect.left < innerWidth && rect.bottom > 0 && rect.top < innerHeight);
    if (seen.length === 0) faults.push(`${name} has the focus out of sight (WCAG 2.4.7)`);
    for (const { left, top, right, bottom } of seen) {
      const points = [[left + 2, top + 2], [right - 2, top + 2], [(left + right) / 2, (top + bottom) / 2], [left + 2, bottom - 2], [right - 2, bottom - 2]];
      const cover = points.map(([x, y]) => document.elementFromPoint(x, y)).find((over) => over && !isPartOf(over, element));
      if (cover) faults.push(`${name} has the focus and is covered by ${describe(cover)} (WCAG 2.4.12)`);
    }
    return faults;
  }

  function isPartOf(over, element) {
    return element.contains(over) || over.contains(element) || [...(element.labels ?? [])].some((label) => label.contains(over));
  }
}
