// A client of SphinxQL, the part of MySQL's protocol that `searchd` speaks, over loopback and without a password.
// In: a port and questions. Out: rows as objects of text, and how many warnings the server has about an answer.
// Must not know what is in an index.

import { connect } from 'node:net';

// What the client says about itself: protocol 4.1, no compression, no encryption.
const PROTOCOL_41 = 0x200;
const UTF8 = 33;
const COM_QUERY = 3;
const [OK, ERROR, END] = [0x00, 0xff, 0xfe];
const LONGEST_WAIT = 20_000;

/** A connection to `searchd` on a port of this machine. */
export class SphinxQl {
  #socket;
  #received = Buffer.alloc(0);
  #packets = [];
  #waiting;
  #fault;

  /** Connects and introduces itself. */
  static async open(port) {
    const client = new SphinxQl();
    await client.#connect(port);
    await client.#packet();
    const hello = Buffer.alloc(33);
    hello.writeUInt32LE(PROTOCOL_41, 0);
    hello.writeUInt32LE(1 << 24, 4);
    hello[8] = UTF8;
    // An empty user name and an empty password, each with its closing zero or length.
    client.#send(Buffer.concat([hello.subarray(0, 32), Buffer.from([0, 0])]), 1);
    const answer = await client.#packet();
    if (answer[0] !== OK) throw new Error(`searchd refused the connection: ${answer.subarray(1)}`);
    return client;
  }

  /** The rows that a question is answered with, and the number of warnings. */
  async ask(question) {
    this.#send(Buffer.concat([Buffer.from([COM_QUERY]), Buffer.from(question)]), 0);
    const first = await this.#packet();
    if (first[0] === ERROR) throw new Error(`${first.subarray(9)} (asked: ${question})`);
    if (first[0] === OK) return { rows: [], warnings: 0 };
    const names = [];
    for (let packet = await this.#packet(); !isEnd(packet); packet = await this.#packet()) {
      names.push(texts(packet)[4]);
    }
    const rows = [];
    let packet = await this.#packet();
    for (; !isEnd(packet); packet = await this.#packet()) {
      if (packet[0] === ERROR) throw new Error(`${packet.subarray(9)} (asked: ${question})`);
      rows.push(Object.fromEntries(texts(packet).map((text, at) => [names[at], text])));
    }
    return { rows, warnings: packet.readUInt16LE(1) };
  }

  close() {
    this.#socket.destroy();
  }

  #connect(port) {
    return new Promise((resolve, reject) => {
      this.#socket = connect({ host: '127.0.0.1', port }, resolve);
      this.#socket.on('data', (data) => this.#take(data));
      this.#socket.setTimeout(LONGEST_WAIT, () => this.#socket.destroy(new Error('searchd does not answer')));
      for (const event of ['error', 'close']) {
        this.#socket.on(event, (error) => {
          this.#fault ??= error instanceof Error ? error : new Error('searchd closed the connection');
          reject(this.#fault);
          this.#waiting?.reject(this.#fault);
        });
      }
    });
  }

  /** Cuts what has come so far into packets: three bytes of length, one that counts, the rest. */
  #take(data) {
    this.#received = Buffer.concat([this.#received, data]);
    while (this.#received.length >= 4) {
      const end = 4 + this.#received.readUIntLE(0, 3);
      if (this.#received.length < end) break;
      this.#packets.push(this.#received.subarray(4, end));
      this.#received = this.#received.subarray(end);
    }
    if (this.#packets.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      waiting?.resolve(this.#packets.shift());
    }
  }

  #packet() {
    if (this.#packets.length > 0) return Promise.resolve(this.#packets.shift());
    if (this.#fault) return Promise.reject(this.#fault);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #send(body, number) {
    const head = Buffer.alloc(4);
    head.writeUIntLE(body.length, 0, 3);
    head[3] = number;
    this.#socket.write(Buffer.concat([head, body]));
  }
}

function isEnd(packet) {
  return packet[0] === END && packet.length < 9;
}

/** The texts of a packet, each after its length. Of a column's definition these are catalogue, schema, table, table, name, … */
function texts(packet) {
  const found = [];
  let at = 0;
  while (at < packet.length) {
    const first = packet[at];
    const size = { 0xfb: 0, 0xfc: 2, 0xfd: 3 }[first];
    if (first === 0xfb) {
      found.push(null);
      at += 1;
      continue;
    }
    const length = size === undefined ? first : packet.readUIntLE(at + 1, size);
    const start = at + 1 + (size ?? 0);
    found.push(packet.toString('utf8', start, start + length));
    at = start + length;
  }
  return found;
}
