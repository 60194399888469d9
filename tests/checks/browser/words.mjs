// How a check speaks of what it sees in a page.
// In: a page that is open, a function that looks around in it. Out: what the function answers. Must not know what is looked for.

/**
 * Runs a function inside the page, where it may call `describe(element)`. It sees nothing of the module that it stands in. The page's own policy
 * is no hindrance: what is evaluated from outside needs no permission.
 */
export function inPage(page, look, given = null) {
  return page.evaluate(`(() => { ${describe}; return (${look})(${JSON.stringify(given)}); })()`);
}

/** An element as a person would find it: `<a class="skip"> "Skip to the main part"`. */
function describe(element) {
  const kind = element.getAttribute('class') ? ` class="${element.getAttribute('class')}"` : '';
  const id = element.id ? ` id="${element.id}"` : '';
  const text = (element.getAttribute('aria-label') || element.innerText || element.textContent || element.getAttribute('name') || '').trim().replace(/\s+/g, ' ');
  return `<${element.localName}${id}${kind}>${text ? ` "${text.length > 40 ? `${text.slice(0, 40)}…` : text}"` : ''}`;
}
