// Numbers that look random and are the same every time (mulberry32).
// In: a seed. Out: choices. Must not know what is chosen.

export class Random {
  constructor(seed) {
    this.seed = seed;
  }

  /** From 0 to 1. */
  number() {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(end) {
    return Math.floor(this.number() * end);
  }

  of(list) {
    return list[this.below(list.length)];
  }

  /** Some of a list, no item twice. */
  some(list, count) {
    const chosen = new Set();
    for (let tries = 0; chosen.size < count && tries < count * 5; tries++) chosen.add(this.of(list));
    return [...chosen];
  }

  /** One item of a list in which the item at rank r is 1 / (r + `flat`) as common as the first, as words are (Zipf, Mandelbrot). */
  ranked(list, flat) {
    const rank = flat * ((list.length + flat) / flat) ** this.number() - flat;
    return list[Math.min(list.length - 1, Math.floor(rank))];
  }
}
