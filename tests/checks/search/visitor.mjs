// Somebody who looks for something: opens the search page, types, presses keys, reads.
// In: a browser and a site. Out: windows in which every error, dialog and request to strangers is a fault of the check that opened them.
// Must not know what is being checked.

import { pathToFileURL } from 'node:url';
import { withoutPort } from '../chromium.mjs';
import { Client } from '../client.mjs';

/** How long a page may take before a check gives it up. It is long because a busy machine is slow, and says nothing about the page. */
const PATIENCE = 15_000;

export class Visitor {
  #browser;
  #windows = [];
  #last = [];
  #say;

  constructor(browser, root, home, queries) {
    this.#browser = browser;
    this.root = root;
    this.home = home;
    this.disk = `${pathToFileURL(root).href}/`;
    this.queries = queries;
    this.client = new Client(root);
  }

  /** Does something, and hears of its faults; closes what it opened. */
  async doing(say, action) {
    this.#say = say;
    try {
      await action();
    } finally {
      await Promise.all(this.#windows.splice(0).map((window) => window.close()));
      this.#last.splice(0).forEach((action) => action());
    }
  }

  /** Does something when the windows of this check are closed: a page may ask for its icon until then. */
  atLast(action) {
    this.#last.push(action);
  }

  /** Notes a fault of the check that is going on. */
  say(sentence) {
    this.#say(sentence);
  }

  /** A new window. `before` may prepare it; `expected` fits errors on the console that the check itself makes. */
  async window({ before, expected, home = this.home, ...choices } = {}) {
    const window = await this.#browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 }, ...choices });
    this.#windows.push(window);
    window.setDefaultTimeout(PATIENCE);
    const page = await window.newPage();
    const sheet = new Sheet(this, window, page, home);
    const say = this.#say;
    page.on('dialog', (dialog) => {
      say(`a dialog opens: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && !expected?.test(message.text())) say(`console: ${message.text().slice(0, 200)}`);
    });
    page.on('pageerror', (error) => say(`script: ${error.message}`));
    page.on('request', (request) => {
      sheet.asked.push(request.url());
      if (!request.url().startsWith(home)) say(`asks for \`${withoutPort(request.url())}\`, outside the site`);
    });
    await before?.(window, page);
    return sheet;
  }

  /** A window with the search page open under an address such as `?q=wifi`, or another page. */
  async open(path = 'search.html', choices = {}) {
    const sheet = await this.window(choices);
    await sheet.page.goto((choices.home ?? this.home) + path);
    return sheet;
  }
}

/** Each visitor takes the next sentence with its check until none is left. Two of them, because a check waits most of its time. */
export async function askAll(visitors, sentences, tally) {
  const left = [...sentences];
  const ask = async (visitor) => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [sentence, check] = next;
      tally.check(sentence);
      await visitor
        .doing((fault) => tally.fault(sentence, fault), () => check(visitor))
        .catch((error) => tally.fault(sentence, error.message.split('\n').slice(0, 4).join(' ')));
    }
  };
  await Promise.all(visitors.map(ask));
}

/** The search page as it lies open. */
class Sheet {
  /** Addresses of everything that the page asked for. */
  asked = [];

  constructor(visitor, window, page, home) {
    this.visitor = visitor;
    this.window = window;
    this.page = page;
    this.home = home;
    this.field = page.locator('#q');
    this.status = page.locator('#status');
    this.answers = page.locator('#answers');
    this.results = page.locator('#answers li');
    this.panel = page.locator('#filters');
    this.summary = page.locator('#filters summary');
  }

  /** Types and presses Enter. */
  async look(text) {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  /** Waits until the page shows what a query finds, all of it in its order, and says how many there are. Answers what was found. */
  async shows(query) {
    const found = await this.visitor.client.ask(query);
    const wanted = {
      titles: found.hits.map(({ title }) => title),
      addresses: found.hits.map(({ id }) => `${this.home}${id}.html`),
      count: found.found,
    };
    await this.becomes(`${found.found} answers: ${wanted.titles.join(', ')}`, wanted, ({ titles, addresses, count }) => {
      const links = [...document.querySelectorAll('#answers li h2 a')];
      const said = document.getElementById('status').textContent;
      const isSaid = count > 0 ? said.split(/\D+/).includes(String(count)) : said === sentence('none');
      return links.map((link) => link.textContent).join('\n') === titles.join('\n') && links.map((link) => link.href).join('\n') === addresses.join('\n') && isSaid;

      function sentence(key) {
        const rest = document.getElementById('status').getAttribute(`data-${key}`).split('{query}');
        return rest.every((part) => said.includes(part)) && said;
      }
    });
    return found;
  }

  /** Waits until something is true of the page; if it never is, says what was wanted and what is there. */
  async becomes(wanted, given, condition) {
    await this.page.waitForFunction(condition, given, { timeout: PATIENCE }).catch(async () => {
      const shown = await this.page.evaluate(() => ({
        status: document.getElementById('status')?.textContent,
        titles: [...document.querySelectorAll('#answers li h2')].map((title) => title.textContent).join(', '),
      }));
      throw new Error(`wanted ${wanted}; the page says \`${shown.status}\` and shows ${shown.titles || 'nothing'} (${withoutPort(this.page.url())})`);
    });
  }

  /** A sentence of the theme, as the page keeps it. */
  async sentence(key) {
    return this.status.getAttribute(`data-${key}`);
  }

  /** Waits until the page says a sentence of the theme that has no gaps. */
  async says(key) {
    const sentence = await this.sentence(key);
    await this.becomes(`\`${sentence}\``, sentence, (said) => document.getElementById('status').textContent === said);
  }

  /** Listens to what the page says from now on; the answer, when it is called, is all of it. */
  async listen() {
    const said = await this.status.evaluateHandle((status) => {
      const heard = [];
      new MutationObserver(() => heard.push(status.textContent)).observe(status, { childList: true });
      return heard;
    });
    return () => said.jsonValue();
  }

  /** Where the focus is, in a few words. */
  async focus() {
    return this.page.evaluate(() => {
      const { activeElement: element } = document;
      return element.id ? `#${element.id}` : `${element.localName}${element.textContent ? ` ${element.textContent.trim().slice(0, 60)}` : ''}`;
    });
  }

  /** The names of the search's files that were asked for since `from`. */
  shards(from = 0) {
    return this.asked.slice(from).flatMap((url) => /\/search\/[^/]+\/([a-z]\d*)\.js$/.exec(url)?.[1] ?? []);
  }

  /** What is asked for in the address, as pairs. */
  address() {
    return [...new URL(this.page.url()).searchParams];
  }

  expect(condition, sentence) {
    if (!condition) this.visitor.say(sentence);
  }
}

/** The address of a query: `?q=…&area=…`. */
export function addressOf({ text, filters = [], exact, from }) {
  const pairs = new URLSearchParams([['q', text], ...filters]);
  if (exact) pairs.append('exact', '1');
  if (from) pairs.append('from', from);
  return `search.html?${pairs}`;
}
