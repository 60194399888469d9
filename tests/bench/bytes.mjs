// How many bytes files are when packed as a web server packs them.
// In: paths. Out: bytes, `gzip -9`, or as they are where that is no gain. Must not know what the files are for.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

// Files do not change while they are measured.
const known = new Map();

export function packed(data) {
  return Math.min(gzipSync(data, { level: 9 }).length, data.length);
}

export function packedFile(path) {
  if (!known.has(path)) known.set(path, packed(readFileSync(path)));
  return known.get(path);
}

/** { mean, median, p95, max } of numbers. */
export function summary(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  return { mean: sorted.reduce((sum, one) => sum + one, 0) / sorted.length, median: at(0.5), p95: at(0.95), max: sorted.at(-1) };
}

export const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
