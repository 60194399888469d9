// Can the focus be seen? Two pictures of a stop are compared, with the focus and without (WCAG 2.4.13).
// In: a page in which the keyboard was used last, an empty page to compare pictures in, which of `stopsOfTheWalk` is meant. Out: a sentence if too
// little of the picture changes. Must not know how the focus is drawn.

/**
 * At least as many pixels as a line of 2 px around the stop has must change their contrast by 3 to 1. The answer is empty if they do, and undefined
 * if the stop does not fit into the window.
 */
export async function faultOfFocus(page, easel, at, name) {
  const shown = await page.evaluate(focusOn, at);
  if (!shown) return undefined;
  const withFocus = await page.screenshot({ clip: shown.clip });
  await page.evaluate(() => document.activeElement.blur());
  const without = await page.screenshot({ clip: shown.clip });
  const changed = await easel.evaluate(changedPixels, [withFocus, without].map((picture) => picture.toString('base64')));
  // A line around rounded corners, or around a link that is broken across lines, is a little shorter.
  if (changed >= shown.line * 0.85) return '';
  return `the focus on ${name} changes ${changed} pixels by 3 to 1; a line of 2 px around it would be ${Math.round(shown.line)} (WCAG 2.4.13)`;
}

/** Runs in the page: puts the focus on a stop. `clip` is what to photograph, with room for an outline; `line` the pixels of a line around it. */
function focusOn(at) {
  const ROOM = 10;
  const element = globalThis.stopsOfTheWalk[at];
  element.focus();
  const boxes = [...element.getClientRects()];
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.right));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) return null;
  const [x, y] = [Math.max(0, left - ROOM), Math.max(0, top - ROOM)];
  return {
    clip: { x, y, width: Math.min(innerWidth, right + ROOM) - x, height: Math.min(innerHeight, bottom + ROOM) - y },
    line: boxes.reduce((sum, { width, height }) => sum + 4 * (width + height), 0),
  };
}

/** Runs in an empty page: how many pixels of two pictures differ in contrast by 3 to 1. */
async function changedPixels(pictures) {
  const [one, other] = await Promise.all(
    pictures.map(async (picture) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      canvas.drawImage(bitmap, 0, 0);
      return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
    }),
  );
  const linear = (value) => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = (data, at) => 0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]) + 0.05;
  let changed = 0;
  for (let at = 0; at < Math.min(one.length, other.length); at += 4) {
    if (one[at] === other[at] && one[at + 1] === other[at + 1] && one[at + 2] === other[at + 2]) continue;
    const [before, after] = [light(one, at), light(other, at)];
    if (Math.max(before, after) / Math.min(before, after) >= 3) changed += 1;
  }
  return changed;
}
