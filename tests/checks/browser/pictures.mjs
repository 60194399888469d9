// Are pictures there, described, and in their place from the start (WCAG 1.1.1)?
// In: a page that is open. Out: sentences: what does not load, says nothing, or moves the text when it comes. Must not know what a page holds.

/** Each picture loads where a reader comes to it, says what it shows, and has a place of the right form before it is there, so that no text moves. */
export async function pictures(page) {
  const faults = [];
  for (const picture of await page.locator('main img').all()) {
    await picture.scrollIntoViewIfNeeded();
    const seen = await picture.evaluate(async (element) => {
      const loads = await element.decode().then(() => true, () => false);
      const { naturalWidth, naturalHeight, width, height } = element;
      const asked = element.getAttribute('width') / element.getAttribute('height');
      return { loads, says: element.alt.trim() !== '', holds: Math.abs(asked / (naturalWidth / naturalHeight) - 1) < 0.02, src: element.currentSrc, width, height, asked };
    });
    const file = seen.src.split('/').pop();
    if (!seen.loads) faults.push(`the picture \`${file}\` does not load`);
    if (!seen.says) faults.push(`the picture \`${file}\` has no description`);
    if (seen.loads && !seen.holds) faults.push(`the picture \`${file}\` has another form than its place, which moves the text`);
    if (Math.abs(seen.width / seen.height / seen.asked - 1) > 0.05) faults.push(`the picture \`${file}\` is shown ${seen.width} by ${seen.height} pixels, out of its form`);
  }
  return faults;
}
