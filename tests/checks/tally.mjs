// What every check shares: which pages a site has, and how the outcome is said.
// In: a folder of HTML. Out: names of pages, a short list of faults, the closing line and the exit code.
// Must not know what is being checked.

import { existsSync, readdirSync } from 'node:fs';

const MOST_FAULTS_SHOWN = 60;

/** Every .html file below `directory`, as sorted paths with forward slashes. A site without pages ends the run: it would pass anything. */
export function pagesOf(directory) {
  const pages = (existsSync(directory) ? readdirSync(directory, { recursive: true }) : [])
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'))
    .sort();
  if (pages.length === 0) {
    console.error(`there is no .html file in \`${directory}\`: build the site first`);
    process.exit(2);
  }
  return pages;
}

/** The faults of a run by what was checked, and how many things were checked. */
export class Tally {
  #checked = new Set();
  #faults = new Map();

  /** Notes that `subject` (a page or a group of files) was looked at. */
  check(subject) {
    this.#checked.add(subject);
  }

  /** Notes a fault, at a place `line:column` if there is one. One fault or twenty, the subject fails once. */
  fault(subject, sentence, place) {
    this.check(subject);
    const known = this.#faults.get(subject) ?? new Set();
    this.#faults.set(subject, known.add(`${place ? `:${place}` : ''}: ${sentence}`));
  }

  /** A line for each fault, where it is first found; what many subjects have in common is said once. */
  #lines() {
    const subjects = new Map();
    for (const [subject, sentences] of [...this.#faults].sort(([one], [other]) => (one < other ? -1 : 1))) {
      for (const sentence of sentences) subjects.set(sentence, [...(subjects.get(sentence) ?? []), subject]);
    }
    return [...subjects].map(([sentence, [first, ...more]]) => `${first}${sentence}${more.length > 0 ? ` [and ${more.length} more, such as ${more[0]}]` : ''}`);
  }

  /** Prints the list and the closing line, and sets the exit code. */
  close() {
    const lines = this.#lines();
    lines.slice(0, MOST_FAULTS_SHOWN).forEach((line) => console.log(line));
    if (lines.length > MOST_FAULTS_SHOWN) {
      console.log(`… and ${lines.length - MOST_FAULTS_SHOWN} more`);
    }
    console.log(`${this.#checked.size - this.#faults.size} passed, ${this.#faults.size} failed`);
    process.exitCode = this.#faults.size > 0 ? 1 : 0;
  }
}
