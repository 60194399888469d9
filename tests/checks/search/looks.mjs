// What must hold of the look of the search page, for every eye and hand. In: a visitor. Out: sentences, each with what makes it fail; pictures.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runAxe, sidewaysScroll } from '../chromium.mjs';
import { openPanel } from './filters.mjs';
import { slowly } from './slowly.mjs';
import { addressOf } from './visitor.mjs';

/** What the page can look like: a name, and how it comes to. */
const STATES = [
  ['nothing typed', async (visitor, choices) => visitor.open('search.html', choices)],
  ['answers', async (visitor, choices) => opened(visitor, { ...visitor.queries.many, from: 10 }, choices)],
  [
    'filters open',
    async (visitor, choices) => {
      const sheet = await opened(visitor, visitor.queries.narrow, choices);
      await openPanel(sheet);
      return sheet;
    },
  ],
  ['none found', async (visitor, choices) => opened(visitor, visitor.queries.empty, choices)],
  ['a slip of the pen', async (visitor, choices) => opened(visitor, visitor.queries.typo, choices)],
];

// Text one line and a half apart, letters and words apart, as WCAG 1.4.12 asks; and text twice as large, as 1.4.4 asks.
const SPACED = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }';
const LARGE = 'html { font-size: 200% !important }';

export const looks = [
  ...['light', 'dark'].flatMap((colorScheme) =>
    [320, 1280].map((width) => [
      `axe finds nothing and nothing scrolls sideways, ${colorScheme}, ${width} px`,
      async (visitor) => {
        for (const [name, state] of STATES) {
          const sheet = await state(visitor, { colorScheme, viewport: { width, height: 800 } });
          const { faults } = await runAxe(sheet.page);
          const over = await sidewaysScroll(sheet.page);
          [...faults, over].filter(Boolean).forEach((fault) => sheet.expect(false, `${name}: ${fault}`));
        }
      },
    ]),
  ),
  [
    'everything that is pressed is 44 px wide and high, and lies on nothing else',
    async (visitor) => {
      for (const width of [320, 1280]) {
        for (const [name, state] of STATES) {
          const sheet = await state(visitor, { viewport: { width, height: 800 } });
          (await sheet.page.evaluate(smallTargets)).forEach((fault) => sheet.expect(false, `${name}, ${width} px: ${fault}`));
        }
      }
    },
  ],
  ...[
    ['text set apart', SPACED, 320],
    ['text set apart', SPACED, 1280],
    ['text twice as large', LARGE, 640],
    ['text twice as large', LARGE, 1280],
  ].map(([how, css, width]) => [
    `${how} is neither cut nor covered, ${width} px`,
    async (visitor) => {
      for (const [name, state] of STATES) {
        const sheet = await state(visitor, { viewport: { width, height: 800 } });
        await sheet.page.evaluate((text) => {
          const style = new CSSStyleSheet();
          style.replaceSync(text);
          document.adoptedStyleSheets = [style];
        }, css);
        const faults = [...(await sheet.page.evaluate(lostText)), await sidewaysScroll(sheet.page)];
        faults.filter(Boolean).forEach((fault) => sheet.expect(false, `${name}: ${fault}`));
      }
    },
  ]),
  [
    'it works from right to left',
    async (visitor) => {
      for (const [name, state] of STATES) {
        const sheet = await state(visitor, { viewport: { width: 320, height: 800 } });
        await sheet.page.evaluate(() => (document.documentElement.dir = 'rtl'));
        const faults = [...(await sheet.page.evaluate(lostText)), await sidewaysScroll(sheet.page)];
        const numbers = await sheet.page.locator('[href^="tel:"]').evaluateAll((links) => links.filter((link) => getComputedStyle(link).direction !== 'ltr').map((link) => link.textContent));
        if (numbers.length > 0) faults.push(`the number ${numbers[0]} is written backwards`);
        faults.filter(Boolean).forEach((fault) => sheet.expect(false, `${name}: ${fault}`));
      }
    },
  ],
  [
    'nothing that can be seen moves while answers come, however slowly',
    async (visitor) => {
      for (const width of [320, 1280]) {
        const slow = { viewport: { width, height: 800 }, before: slowly };
        const linked = await opened(visitor, visitor.queries.many, slow);
        const typed = await visitor.open('search.html', slow);
        await typed.look(visitor.queries.many.text);
        await typed.shows(visitor.queries.many);
        for (const [how, sheet] of [['by its address', linked], ['typed', typed]]) {
          const moved = await sheet.page.evaluate(() => new Promise((done) => setTimeout(() => done(window.moved), 300)));
          moved.forEach((fault) => sheet.expect(false, `${how}, ${width} px: ${fault}`));
        }
      }
    },
  ],
  [
    'the focus can be seen wherever it is',
    async (visitor) => {
      for (const options of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }]) {
        const sheet = await opened(visitor, visitor.queries.narrow, options);
        await openPanel(sheet);
        await sheet.field.focus();
        for (let steps = 0; steps < 12; steps += 1) {
          await sheet.page.keyboard.press('Tab');
          const outline = await sheet.page.evaluate(() => parseFloat(getComputedStyle(document.activeElement).outlineWidth));
          sheet.expect(outline >= 2, `${await sheet.focus()} shows its focus with ${outline} px`);
        }
      }
    },
  ],
  [
    'printed, the answers are there and the form is not',
    async (visitor) => {
      const sheet = await opened(visitor, visitor.queries.many, {});
      await sheet.page.emulateMedia({ media: 'print' });
      sheet.expect(await sheet.field.isHidden(), 'the field is printed');
      sheet.expect(await sheet.status.isVisible(), 'how many there are is not printed');
      sheet.expect((await sheet.results.locator(':scope:visible').count()) === 10, 'the answers are not printed');
      const ways = await sheet.page.locator('main a:visible:not([href^="tel:"]):not([href^="mailto:"])').count();
      sheet.expect(ways === 10, `${ways - 10} links are printed that paper cannot follow`);
    },
  ],
];

/** Saves each state whole, at three widths, light and dark, and in colours of the reader's own, for people to look at. */
export async function takeScreenshots(visitor, folder) {
  mkdirSync(folder, { recursive: true });
  const sizes = ['light', 'dark'].flatMap((colorScheme) => [320, 768, 1280].map((width) => ({ colorScheme, width })));
  for (const { colorScheme, width, forcedColors } of [...sizes, { colorScheme: 'light', width: 768, forcedColors: 'active' }, { colorScheme: 'dark', width: 768, forcedColors: 'active' }]) {
    for (const [name, state] of STATES) {
      await visitor.doing(console.error, async () => {
        const sheet = await state(visitor, { colorScheme, forcedColors, viewport: { width, height: 800 } });
        const file = `search-${name.replaceAll(' ', '-')}-${width}-${colorScheme}${forcedColors ? '-forced' : ''}.png`;
        await sheet.page.screenshot({ path: join(folder, file), fullPage: true });
      });
    }
  }
}

async function opened(visitor, query, choices) {
  const sheet = await visitor.open(addressOf(query), choices);
  await sheet.shows(query);
  return sheet;
}

/** Runs in the page: what is smaller than 44 px or lies on a neighbour, of all that can be pressed in the main part. */
function smallTargets() {
  const parts = [...document.querySelectorAll('main :is(a, button, summary, select, input[type="search"], label:has(input))')].filter((element) => element.getClientRects().length > 0);
  const boxes = parts.map((element) => ({ name: `${element.localName} \`${(element.textContent || element.name).trim().slice(0, 40)}\``, box: element.getBoundingClientRect() }));
  const faults = boxes.filter(({ box }) => box.width < 43.5 || box.height < 43.5).map(({ name, box }) => `${name} is ${Math.round(box.width)} by ${Math.round(box.height)} px`);
  boxes.forEach((one, at) => {
    const other = boxes.slice(at + 1).find(({ box }) => box.left < one.box.right - 1 && box.right > one.box.left + 1 && box.top < one.box.bottom - 1 && box.bottom > one.box.top + 1);
    if (other) faults.push(`${one.name} lies on ${other.name}`);
  });
  return faults;
}

/** Runs in the page: text that leaves its box or the window, or lies on other text. */
function lostText() {
  const faults = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const lines = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('select, noscript, script') || element.getClientRects().length === 0) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      // A line is as high as its letters, not as its font would have it.
      const inner = { left: rect.left, right: rect.right, top: rect.top + rect.height / 4, bottom: rect.bottom - rect.height / 4, text: node.data.trim().slice(0, 40) };
      const block = element.closest('a, button, label, p, h1, h2, h3, li, legend, summary').getBoundingClientRect();
      if (rect.left < -1 || rect.right > innerWidth + 1) faults.push(`\`${inner.text}\` leaves the window`);
      if (inner.top < block.top - 1 || inner.bottom > block.bottom + 1 || rect.left < block.left - 1 || rect.right > block.right + 1) faults.push(`\`${inner.text}\` leaves its box`);
      const other = lines.find((line) => line.left < inner.right - 1 && line.right > inner.left + 1 && line.top < inner.bottom && line.bottom > inner.top);
      if (other) faults.push(`\`${inner.text}\` lies on \`${other.text}\``);
      lines.push(inner);
    }
  }
  return faults.slice(0, 5);
}
