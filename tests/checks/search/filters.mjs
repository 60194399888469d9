// What must hold of the filters. In: a visitor. Out: sentences, each with what makes it fail.

import { addressOf } from './visitor.mjs';

/** Opens the panel and waits until there is something to choose. */
export async function openPanel(sheet) {
  await sheet.summary.click();
  await sheet.panel.locator('select').first().waitFor();
}

export const filters = [
  [
    'the filters come when the panel is opened, and not before',
    async (visitor) => {
      const sheet = await visitor.open();
      sheet.expect((await sheet.panel.getAttribute('open')) === null, 'the panel is open from the start');
      sheet.expect(!sheet.shards().includes('f'), 'they came before');
      sheet.expect((await sheet.panel.locator('input, select').count()) === 0, 'there are filters in a closed panel');
      await openPanel(sheet);
      sheet.expect((await sheet.focus()).startsWith('summary'), `the focus is on ${await sheet.focus()}`);
      const nameless = await sheet.panel.locator('select, input').evaluateAll((all) => all.filter((one) => one.labels.length === 0).map((one) => one.name));
      sheet.expect(nameless.length === 0, `without a label: ${nameless.join(', ')}`);
      await sheet.summary.click();
      await sheet.summary.click();
      sheet.expect(sheet.shards().filter((name) => name === 'f').length === 1, 'they are fetched again');
    },
  ],
  [
    'choosing narrows the answers at once, says so, and stands in the address',
    async (visitor) => {
      const { many, narrow } = visitor.queries;
      const sheet = await visitor.open(addressOf(many));
      await sheet.shows(many);
      await openPanel(sheet);
      const [[name, value]] = narrow.filters;
      await sheet.panel.locator(`select[name="${name}"]`).selectOption(value);
      await sheet.shows(narrow);
      sheet.expect(JSON.stringify(sheet.address()) === JSON.stringify([['q', narrow.text], [name, value]]), `the address is ${sheet.page.url()}`);
      sheet.expect((await sheet.panel.getAttribute('open')) !== null, 'the panel closed');
      await sheet.panel.locator(`select[name="${name}"]`).selectOption('');
      await sheet.shows(many);
    },
  ],
  [
    'ticks work with the keyboard, keep the focus, and several of one kind widen',
    async (visitor) => {
      const { many } = visitor.queries;
      const sheet = await visitor.open(addressOf(many));
      await sheet.shows(many);
      await openPanel(sheet);
      const boxes = sheet.panel.locator('fieldset').filter({ has: sheet.page.locator('input + *, label + label') }).first().locator('input');
      const chosen = [];
      for (const box of [boxes.nth(0), boxes.nth(1)]) {
        chosen.push(await box.evaluate(({ name, value }) => [name, value]));
        await box.focus();
        await sheet.page.keyboard.press('Space');
        await sheet.shows({ ...many, filters: chosen });
        sheet.expect(await box.evaluate((element) => element === document.activeElement && element.checked), 'the tick or its focus is lost');
      }
      await sheet.page.goBack();
      await sheet.shows({ ...many, filters: chosen.slice(0, 1) });
      sheet.expect(!(await boxes.nth(1).isChecked()) && (await boxes.nth(0).isChecked()), 'going back leaves the ticks as they were');
    },
  ],
  [
    'an address with filters shows them chosen when the panel is opened',
    async (visitor) => {
      const { narrow } = visitor.queries;
      const sheet = await visitor.open(addressOf(narrow));
      await sheet.shows(narrow);
      await openPanel(sheet);
      const [[name, value]] = narrow.filters;
      sheet.expect((await sheet.panel.locator(`select[name="${name}"]`).inputValue()) === value, `\`${name}\` does not say \`${value}\``);
      await sheet.look(narrow.text);
      await sheet.shows(narrow);
    },
  ],
  [
    'a search keeps the filters of the address while the panel is closed',
    async (visitor) => {
      const { few, narrow } = visitor.queries;
      const sheet = await visitor.open(addressOf(narrow));
      await sheet.shows(narrow);
      await sheet.look(few.text);
      await sheet.shows({ ...few, filters: narrow.filters });
    },
  ],
  [
    'filters alone, without a word, give everything that fits',
    async (visitor) => {
      const query = { ...visitor.queries.narrow, text: '' };
      const sheet = await visitor.open(addressOf(query));
      const { found } = await sheet.shows(query);
      sheet.expect(found > 0, 'nothing fits');
      sheet.expect(!(await sheet.status.innerText()).includes('“”'), `it says \`${await sheet.status.innerText()}\``);
    },
  ],
  [
    'there is a way to drop the filters, above all when they leave nothing',
    async (visitor) => {
      const { empty } = visitor.queries;
      const sheet = await visitor.open(addressOf(empty));
      await sheet.shows(empty);
      await sheet.answers.getByRole('link', { name: await sheet.sentence('without') }).click();
      await sheet.shows({ ...empty, filters: [] });
      sheet.expect((await sheet.focus()) === '#status', `the focus is on ${await sheet.focus()}`);
      await openPanel(sheet);
      const chosen = await sheet.panel.locator('select, input:checked').evaluateAll((all) => all.filter((one) => one.value).length);
      sheet.expect(chosen === 0, 'they are still chosen in the panel');
    },
  ],
  [
    'the end of the panel leads to the answers',
    async (visitor) => {
      const { many } = visitor.queries;
      const sheet = await visitor.open(addressOf(many), { viewport: { width: 320, height: 640 } });
      await sheet.shows(many);
      await openPanel(sheet);
      await sheet.panel.locator('a').click();
      await sheet.becomes('the focus on what was found', null, () => document.activeElement.id === 'status');
      await sheet.shows(many);
    },
  ],
  [
    'every choice in the panel finds something',
    async (visitor) => {
      const sheet = await visitor.open();
      await openPanel(sheet);
      const choices = await sheet.panel.locator('option, input').evaluateAll((all) => all.map((one) => [one.name || one.parentNode.name, one.value]));
      for (const choice of choices.filter(([, value]) => value)) {
        const { found } = await visitor.client.ask({ text: '', filters: [choice] });
        sheet.expect(found > 0, `\`${choice.join('=')}\` finds nothing`);
      }
    },
  ],
];
