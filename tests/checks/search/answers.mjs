// What must hold of searching and its answers. In: a visitor. Out: sentences, each with what makes it fail.

import { addressOf } from './visitor.mjs';

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '"; alert(1) //',
  `'"><script>alert(1)</script>`,
  '__proto__',
  'constructor toString hasOwnProperty',
  '{count} {query} {words}',
  'a'.repeat(10_000),
  '👩‍💻 📱',
  '\u202eretupmoc \u200fبحث',
  '%00 %E0%A4%A 100%',
  'javascript:alert(1)',
];

export const answers = [
  [
    'typing and pressing Enter shows what the index holds, in its order',
    async (visitor) => {
      const sheet = await visitor.open();
      for (const query of [visitor.queries.few, visitor.queries.many, visitor.queries.typo]) {
        await sheet.look(query.text);
        await sheet.shows(query);
      }
    },
  ],
  [
    'the button does what Enter does',
    async (visitor) => {
      const sheet = await visitor.open();
      await sheet.field.fill(visitor.queries.few.text);
      await sheet.page.locator('#search button').click();
      await sheet.shows(visitor.queries.few);
    },
  ],
  [
    'each result is a link by its name, a summary, a line of why and a phone number to ring',
    async (visitor) => {
      const sheet = await visitor.open(addressOf(visitor.queries.many));
      await sheet.shows(visitor.queries.many);
      for (const result of await sheet.results.all()) {
        const name = await result.locator('h2 a').innerText();
        sheet.expect((await result.locator('p').count()) >= 2, `\`${name}\` has no summary or no line of why`);
        sheet.expect((await result.locator('p.more').innerText()) !== '', `\`${name}\` has an empty line of why`);
        for (const phone of await result.locator('a.tel').all()) {
          const digits = (await phone.innerText()).replace(/ /g, '');
          sheet.expect((await phone.getAttribute('href')) === `tel:${digits}`, `\`${name}\`: the number ${digits} does not ring itself`);
        }
      }
      sheet.expect((await sheet.answers.locator('mark').count()) > 0, 'no word is marked that was looked for');
      sheet.expect((await sheet.answers.locator('a.tel').count()) > 0, 'no result has a phone number');
    },
  ],
  [
    'words stay apart where one of them is marked',
    async (visitor) => {
      const sheet = await visitor.open(addressOf(visitor.queries.many));
      await sheet.shows(visitor.queries.many);
      const glued = await sheet.answers.locator(':has(> mark)').evaluateAll((parents) => parents.filter((parent) => parent.innerText.trim() !== parent.textContent.trim().replace(/\s+/g, ' ')).map((parent) => parent.innerText));
      sheet.expect(glued.length === 0, `words run together: ${glued[0]}`);
    },
  ],
  [
    'a marked word is one that was looked for, and the text around it is whole',
    async (visitor) => {
      const sheet = await visitor.open(addressOf(visitor.queries.few));
      await sheet.shows(visitor.queries.few);
      const [stem] = visitor.queries.few.text.match(/^.{4}/);
      const marked = await sheet.answers.locator('mark').allInnerTexts();
      sheet.expect(marked.some((word) => word.toLowerCase().startsWith(stem)), `none of the marked words (${marked.join(', ')}) begins like \`${visitor.queries.few.text}\``);
    },
  ],
  [
    'the keyboard alone is enough, and the focus is never lost on the way',
    async (visitor) => {
      const sheet = await visitor.open();
      const stops = [];
      const tabTo = async (wanted) => {
        for (let steps = 0; steps < 60; steps += 1) {
          await sheet.page.keyboard.press('Tab');
          stops.push(await sheet.focus());
          if (stops.at(-1).startsWith('body')) sheet.expect(false, `the focus is lost after ${stops.at(-2)}`);
          if (await sheet.page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
        }
        throw new Error(`Tab does not reach ${wanted}; it went ${stops.join(', ')}`);
      };
      await tabTo('a.skip');
      sheet.expect(stops.length === 1, `the skip link is stop ${stops.length}`);
      await tabTo('#q');
      await sheet.page.keyboard.type(visitor.queries.few.text);
      await sheet.page.keyboard.press('Enter');
      const { hits } = await sheet.shows(visitor.queries.few);
      const from = stops.length;
      await tabTo('#search button');
      await tabTo('#filters summary');
      await tabTo('#answers h2 a');
      sheet.expect(stops.length === from + 3, `between field and first result the focus goes ${stops.slice(from).join(', ')}`);
      await sheet.page.keyboard.press('Enter');
      await sheet.page.waitForURL(`${sheet.home}${hits[0].id}.html`);
    },
  ],
  [
    'the field keeps the focus and the text after a search',
    async (visitor) => {
      const sheet = await visitor.open();
      await sheet.look(`  ${visitor.queries.few.text} `);
      await sheet.shows(visitor.queries.few);
      sheet.expect((await sheet.focus()) === '#q', `the focus is on ${await sheet.focus()}`);
      sheet.expect((await sheet.field.inputValue()).trim() === visitor.queries.few.text, `the field holds \`${await sheet.field.inputValue()}\``);
    },
  ],
  [
    'a live region that is there from the start says how many were found, anew for each search',
    async (visitor) => {
      const sheet = await visitor.open();
      const status = await sheet.status.elementHandle();
      sheet.expect((await status.getAttribute('role')) === 'status', 'it is no live region');
      const said = new Set();
      for (const query of [visitor.queries.few, visitor.queries.many, visitor.queries.none]) {
        await sheet.look(query.text);
        await sheet.shows(query);
        said.add(await sheet.status.innerText());
        sheet.expect(await status.evaluate((element) => element.isConnected), 'it was put in anew: nobody hears it');
      }
      sheet.expect(said.size === 3, `it says the same again: ${[...said].join(' / ')}`);
    },
  ],
  [
    'what is already there is shown without a word about waiting, before and after',
    async (visitor) => {
      const sheet = await visitor.open('search.html', { before: (window, page) => page.clock.install() });
      await sheet.look(visitor.queries.few.text);
      await sheet.shows(visitor.queries.few);
      await sheet.look(visitor.queries.none.text);
      await sheet.shows(visitor.queries.none);
      const listened = await sheet.listen();
      await sheet.look(visitor.queries.few.text);
      await sheet.shows(visitor.queries.few);
      await sheet.page.clock.runFor(5_000);
      const said = await listened();
      sheet.expect(said.length === 1, `it says ${said.join(' / ')}`);
    },
  ],
  [
    'back and forward show the search of then, in the field too',
    async (visitor) => {
      const { few, many } = visitor.queries;
      const sheet = await visitor.open();
      await sheet.look(few.text);
      await sheet.shows(few);
      const title = await sheet.page.title();
      await sheet.look(many.text);
      await sheet.shows(many);
      sheet.expect(title !== (await sheet.page.title()) && title.startsWith(few.text), `the titles of the page are \`${title}\` and \`${await sheet.page.title()}\``);
      await sheet.page.goBack();
      await sheet.shows(few);
      sheet.expect((await sheet.field.inputValue()) === few.text, `the field holds \`${await sheet.field.inputValue()}\` after going back`);
      sheet.expect((await sheet.page.title()) === title, 'the title of the page is not that of the search');
      await sheet.page.goForward();
      await sheet.shows(many);
      await sheet.page.goBack();
      await sheet.page.goBack();
      await sheet.becomes('an empty page', null, () => !document.querySelector('#answers li') && document.getElementById('q').value === '');
    },
  ],
  [
    'going back from a result shows the answers where they were',
    async (visitor) => {
      const sheet = await visitor.open(addressOf(visitor.queries.many));
      await sheet.shows(visitor.queries.many);
      await sheet.results.last().scrollIntoViewIfNeeded();
      const before = await sheet.page.evaluate(() => scrollY);
      await sheet.results.last().locator('h2 a').click();
      await sheet.page.waitForURL((url) => !url.pathname.endsWith('search.html'));
      await sheet.page.goBack();
      await sheet.shows(visitor.queries.many);
      await sheet.becomes(`the page scrolled to ${before}`, before, (wanted) => Math.abs(scrollY - wanted) < 50);
    },
  ],
  [
    'the same search twice is one step back',
    async (visitor) => {
      const sheet = await visitor.open();
      await sheet.look(visitor.queries.few.text);
      await sheet.shows(visitor.queries.few);
      const before = await sheet.page.evaluate(() => history.length);
      await sheet.field.press('Enter');
      await sheet.shows(visitor.queries.few);
      sheet.expect((await sheet.page.evaluate(() => history.length)) === before, 'it takes two');
    },
  ],
  [
    'an address opens what it says: words, filter and page',
    async (visitor) => {
      const { many, narrow } = visitor.queries;
      for (const query of [many, narrow, { ...many, from: 10 }, { ...visitor.queries.typo, exact: true }]) {
        const sheet = await visitor.open(addressOf(query));
        await sheet.shows(query);
        sheet.expect((await sheet.field.inputValue()) === query.text, `the field holds \`${await sheet.field.inputValue()}\``);
        sheet.expect((await sheet.focus()).startsWith('body'), `opening an address moves the focus to ${await sheet.focus()}`);
      }
    },
  ],
  [
    'an address that others added to, or that was written by hand, is understood as far as it goes',
    async (visitor) => {
      const { few, many } = visitor.queries;
      const total = (await visitor.client.ask(many)).found;
      const last = { ...many, from: total - 1 - ((total - 1) % 10) };
      for (const [address, query] of [
        [`${addressOf(few)}&utm_source=mail&fbclid=abc&__proto__=1`, few],
        [`search.html?utm_source=mail&q=${few.text}`, few],
        [`${addressOf(many)}&from=999990`, last],
        [`${addressOf(many)}&from=1e999`, many],
        [`${addressOf(many)}&from=-20`, many],
        [`${addressOf(many)}&from=wrong`, many],
        [`search.html?q=${few.text}%&area=`, few],
        ['search.html?q=%20%20', undefined],
        ['search.html?&&=&=x&q', undefined],
      ]) {
        const sheet = await visitor.open(address);
        if (query) await sheet.shows(query);
        else sheet.expect((await sheet.status.innerText()) === '' && (await sheet.results.count()) === 0, `${address} says \`${await sheet.status.innerText()}\``);
      }
    },
  ],
  [
    'a long list has pages; turning one goes to its top, and back goes to where one was',
    async (visitor) => {
      const { many } = visitor.queries;
      const sheet = await visitor.open(addressOf(many));
      const { found } = await sheet.shows(many);
      const on = sheet.answers.getByRole('link', { name: await sheet.sentence('next') });
      const before = sheet.answers.getByRole('link', { name: await sheet.sentence('previous') });
      sheet.expect((await before.count()) === 0, 'the first page has a way to the page before it');
      await on.scrollIntoViewIfNeeded();
      const depth = await sheet.page.evaluate(() => scrollY);
      await on.click();
      await sheet.shows({ ...many, from: 10 });
      sheet.expect((await sheet.focus()) === '#status', `the focus is on ${await sheet.focus()} after turning the page`);
      sheet.expect(await sheet.status.evaluate((element) => element.getBoundingClientRect().top >= 0 && element.getBoundingClientRect().bottom <= innerHeight), 'the top of the new page is out of sight');
      sheet.expect((await before.count()) === 1 && (await on.count()) === 1, 'a page in the middle does not lead both ways');
      await sheet.page.goBack();
      await sheet.shows(many);
      await sheet.becomes(`the page scrolled to ${depth}`, depth, (wanted) => Math.abs(scrollY - wanted) < 50);
      await sheet.page.goForward();
      await sheet.shows({ ...many, from: 10 });
      await before.click();
      await sheet.shows(many);
      const last = await visitor.open(addressOf({ ...many, from: found - 1 - ((found - 1) % 10) }));
      await last.becomes('answers', null, () => document.querySelector('#answers li'));
      last.expect((await last.answers.getByRole('link', { name: await last.sentence('next') }).count()) === 0, 'the last page has a way on');
    },
  ],
  [
    'a way within the page leaves the answers and what is being typed as they are',
    async (visitor) => {
      const sheet = await visitor.open(addressOf(visitor.queries.few));
      await sheet.shows(visitor.queries.few);
      await sheet.field.fill('half a wor');
      await sheet.page.locator('a.skip').focus();
      await sheet.page.keyboard.press('Enter');
      await sheet.becomes('the focus in the main part', null, () => document.activeElement.id === 'main');
      await sheet.page.goBack();
      await sheet.shows(visitor.queries.few);
      sheet.expect((await sheet.field.inputValue()) === 'half a wor', `the field holds \`${await sheet.field.inputValue()}\``);
    },
  ],
  [
    'a slip of the pen gets answers for the word that was meant, and a way to the word as it was typed',
    async (visitor) => {
      const { typo } = visitor.queries;
      const sheet = await visitor.open();
      await sheet.look(typo.text);
      const { corrected } = await sheet.shows(typo);
      sheet.expect((await sheet.status.innerText()).includes(corrected), `it does not say that it looked for \`${corrected}\`: ${await sheet.status.innerText()}`);
      const way = sheet.answers.getByRole('link', { name: typo.text });
      await way.click();
      await sheet.shows({ ...typo, exact: true });
      sheet.expect((await sheet.focus()) === '#status', `the focus is on ${await sheet.focus()}`);
      sheet.expect((await sheet.status.innerText()).includes(typo.text), `it does not say that it looked for \`${typo.text}\``);
    },
  ],
  [
    'when nothing is found there are ways on: a person to ring, and lists',
    async (visitor) => {
      const sheet = await visitor.open(addressOf(visitor.queries.none));
      await sheet.shows(visitor.queries.none);
      const ways = sheet.page.locator('main section a:visible');
      sheet.expect((await ways.count()) >= 3, `there are ${await ways.count()} ways on`);
    },
  ],
  [
    'when nothing is typed it says what to do',
    async (visitor) => {
      const sheet = await visitor.open();
      sheet.expect((await sheet.status.innerText()) === '', `before anything is asked it says \`${await sheet.status.innerText()}\``);
      await sheet.look('   ');
      await sheet.says('nothing');
      sheet.expect((await sheet.focus()) === '#q', `the focus is on ${await sheet.focus()}`);
    },
  ],
  [
    'whatever is typed is text and nothing else',
    async (visitor) => {
      const sheet = await visitor.open();
      for (const text of HOSTILE) {
        await sheet.page.evaluate((value) => (document.getElementById('q').value = value), text);
        await sheet.field.press('Enter');
        await sheet.shows({ text });
        const again = await visitor.open(new URL(sheet.page.url()).pathname.split('/').pop() + new URL(sheet.page.url()).search);
        await again.shows({ text });
        const strange = await again.page.locator('main :is(img, script, iframe, b)').count();
        again.expect(strange === 0, `\`${text.slice(0, 40)}\` became markup`);
        const said = await again.status.innerText();
        again.expect(said.length < 400, `\`${text.slice(0, 40)}\` is said back in ${said.length} letters`);
        again.expect(!/[\u202a-\u202e\u2066-\u2069]/.test(said), `what turns the direction of writing is said back for \`${text.slice(0, 40)}\``);
      }
    },
  ],
  [
    'what was typed before the script came is not lost',
    async (visitor) => {
      let letGo;
      const held = new Promise((done) => (letGo = done));
      const before = (window) => window.route(/\/search\.js$/, (route) => held.then(() => route.continue()));
      const sheet = await visitor.window({ before });
      await sheet.page.goto(sheet.home + 'search.html', { waitUntil: 'commit' });
      await sheet.field.fill('half a wor');
      letGo();
      await sheet.panel.waitFor();
      sheet.expect((await sheet.field.inputValue()) === 'half a wor', `the field holds \`${await sheet.field.inputValue()}\``);
    },
  ],
];
