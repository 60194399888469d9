// Is all text there to be read, whatever size and spacing a reader chose?
// In: a page that is open. Out: sentences: what scrolls sideways, and text that is cut, covered, or outside its box. Must not know what a page holds.

import { sidewaysScroll } from '../chromium.mjs';
import { inPage } from './words.mjs';

const SPACED = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }';

/** As the page stands (WCAG 1.4.10, where the window is 320 px wide). */
export async function legible(page) {
  const over = await sidewaysScroll(page);
  return [...(over ? [over] : []), ...(await inPage(page, lostText))];
}

/** With lines, letters and words set apart. The page stays so. */
export async function spaced(page) {
  await page.evaluate((text) => {
    const style = new CSSStyleSheet();
    style.replaceSync(text);
    document.adoptedStyleSheets = [style];
  }, SPACED);
  return (await legible(page)).map((fault) => `set apart (WCAG 1.4.12): ${fault}`);
}

/** With text twice as large, as a reader sets it in the browser, in windows of two widths. Afterwards all is as it was. */
export async function large(page) {
  const faults = [];
  const window = page.viewportSize();
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  for (const width of [640, 1280]) {
    await page.setViewportSize({ ...window, width });
    faults.push(...(await legible(page)).map((fault) => `text twice as large at ${width} px (WCAG 1.4.4): ${fault}`));
  }
  await session.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await session.detach();
  await page.setViewportSize(window);
  return faults;
}

/** Runs in the page: text that leaves its box or the window, is cut off, or lies on other text. */
function lostText() {
  const faults = [];
  const lines = [];
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const say = (text) => `"${text.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
  const boxOf = (element) => {
    let box = element;
    while (getComputedStyle(box).display === 'inline' && box.parentElement) box = box.parentElement;
    return box;
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('select, noscript, script, style, svg') || !isSeen(element)) continue;
    const box = boxOf(element);
    const block = box.getBoundingClientRect();
    // What is one pixel large, or wholly outside the window, is hidden on purpose.
    if (block.width <= 1 || block.height <= 1 || block.right <= 0 || block.left >= innerWidth + scrollX) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width === 0) continue;
      // A line is as high as its letters, not as its font would have it.
      const line = { left: rect.left, right: rect.right, top: rect.top + rect.height / 4, bottom: rect.bottom - rect.height / 4, text: node.data };
      if (line.left < -1 || line.right > innerWidth + 1) faults.push(`${say(line.text)} leaves the window`);
      const isOut = line.top < block.top - 1 || line.bottom > block.bottom + 1 || line.left < block.left - 1 || line.right > block.right + 1;
      if (isOut) faults.push(`${say(line.text)} leaves its box, ${describe(box)}`);
      const other = lines.find((one) => one.left < line.right - 1 && one.right > line.left + 1 && one.top < line.bottom && one.bottom > line.top);
      if (other) faults.push(`${say(line.text)} lies on ${say(other.text)}`);
      lines.push(line);
    }
  }

  for (const element of document.body.querySelectorAll('*')) {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const isCut = (overflow, whole, shown) => overflow !== 'visible' && shown > 1 && whole > shown + 1;
    if (element.matches('input, textarea, select') || !isSeen(element) || !element.textContent.trim()) continue;
    if (isCut(overflowX, element.scrollWidth, element.clientWidth) || isCut(overflowY, element.scrollHeight, element.clientHeight)) {
      faults.push(`${describe(element)} cuts off what is in it, or makes it scroll${textOverflow === 'ellipsis' ? ', with dots' : ''}`);
    }
  }
  return [...new Set(faults)].slice(0, 8);
}
