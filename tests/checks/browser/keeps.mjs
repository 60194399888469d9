// Does a visit leave anything on the reader's device?
// In: a page that was visited. Out: a sentence for each thing that is kept. Must not know what a page holds.

export async function keeps(page) {
  const cookies = (await page.context().cookies()).map(({ name }) => name);
  const kept = await page.evaluate(async () => ({
    'local storage': Object.keys(localStorage),
    'session storage': Object.keys(sessionStorage),
    'a database': (await indexedDB.databases()).map(({ name }) => name),
    'a cache': await caches.keys(),
    'a service worker': (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  }));
  return Object.entries({ cookies, ...kept })
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `keeps ${what} on the reader's device: \`${names.join('`, `')}\``);
}
