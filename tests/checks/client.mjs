// The search script of a built site without a browser: it believes that it is on a page, and its files are read from the folder.
// In: the folder of a site. Out: `ask(query)`, and what was fetched for it. Must not know how answers are found.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

/**
 * A client that has just been loaded. `fetched` names the files it asked for since, in order; `rounds` counts how often it had to wait for files
 * before it could ask for more.
 */
export class Client {
  constructor(root) {
    const page = readFileSync(join(root, 'search.html'), 'utf8');
    this.path = /<script\b[^>]*\bsrc="?([^" >]+)/.exec(page)[1];
    this.root = root;
    this.fetched = [];
    this.rounds = 0;
    this.waiting = [];
    const document = {
      currentScript: { src: this.path },
      createElement: () => ({ parentNode: { removeChild() {} } }),
      getElementById: () => null,
      head: { appendChild: (script) => this.fetch(script) },
    };
    this.context = createContext({ document });
    runInContext(readFileSync(join(root, this.path), 'utf8'), this.context, { filename: this.path });
  }

  fetch(script) {
    if (this.waiting.length === 0) {
      this.rounds += 1;
      setImmediate(() => this.waiting.splice(0).forEach((one) => this.arrive(one)));
    }
    this.fetched.push(script.src);
    this.waiting.push(script);
  }

  arrive(script) {
    const file = join(this.root, script.src);
    if (!existsSync(file)) return script.onerror();
    runInContext(readFileSync(file, 'utf8'), this.context, { filename: script.src });
    script.onload();
  }

  /** Answers { found, corrected, hits: [{ id, score }] }; nothing if a file could not be had. `query`: { text, filters, exact, from }. */
  ask({ text, filters = [], exact = false, from = 0 }) {
    return new Promise((done) => {
      const { fp } = this.context;
      fp.ask({ text, filters, exact, from }, (answer) => {
        if (!answer) return done();
        const records = answer.hits.map(({ shard }) => shard);
        fp.load(records, (came) => done(came ? whole(answer) : undefined));
      });

      function whole({ found, corrected, hits }) {
        const hit = (one) => {
          const [, address, title, summary] = fp.record(one);
          return { id: address.replace(/\.html$/, ''), title, summary, score: one.score };
        };
        return { found, corrected: corrected || undefined, hits: hits.map(hit) };
      }
    });
  }
}
