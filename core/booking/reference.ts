/** Letters and digits that neither look nor sound alike in the languages of the kiosk: no B/D/P/T, M/N, F/S, 0/O, 1/I. */
const LETTERS = 'FHKLMRWXY';
const DIGITS = '2346789';

/**
 * A reference to say and to write down: letter, digit, letter, digit: "K7R4". It opens nothing by itself (a booking is only
 * shown to its owner), so it need be unique, not secret.
 * @param random 0 ≤ x < 1
 * @param pairs of a letter and a digit; each gives 63 times as many references.
 */
export function newReference(random: () => number, pairs = 2): string {
  return Array.from({ length: pairs }, () => pick(LETTERS, random) + pick(DIGITS, random)).join('');
}

function pick(from: string, random: () => number): string {
  return from.charAt(Math.floor(random() * from.length));
}

/** "k 7 - r 4." → "K7R4"; null for what is no reference. */
export function readReference(said: string): string | null {
  const plain = said.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return /^(?:[A-Z]\d){2,4}$/.test(plain) ? plain : null;
}
