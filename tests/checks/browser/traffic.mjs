// What a page says on the console, and what it asks for.
// In: a window, and the visit that is going on: {home, url, say}. Out: sentences, to `say`. Must not know what a page holds.

import { withoutPort } from '../chromium.mjs';

/**
 * Hears errors (a broken policy is one), and requests to anywhere but the home of the page being visited. That the 404 page is a 404 is no error,
 * nor that a browser asks for an icon where a page names none: `heads.mjs` finds that.
 */
export function listen(page, visit) {
  page.on('console', (message) => {
    const from = message.location().url;
    const expected = (from === visit.url || from.endsWith('/favicon.ico')) && /status of 404/.test(message.text());
    if (message.type() === 'error' && !expected) visit.say(`console: ${message.text().slice(0, 200)} (${withoutPort(from)})`);
  });
  page.on('pageerror', (error) => visit.say(`script: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    const inside = url.startsWith(visit.home) || url.startsWith('data:');
    if (!inside) visit.say(`asks for \`${withoutPort(url)}\`, outside the site`);
  });
}
