/** Codes that somebody else printed: a ticketing system, a contact card, a web address. */

export type ForeignKind = 'vcard' | 'mecard' | 'url' | 'code';

/** Shorter codes name too few guests to tell them apart. */
const MIN_LENGTH = 6;

export interface ForeignCode {
  readonly kind: ForeignKind;
  /** What is hashed: the code with the variations taken out that scanners make of the same one. */
  readonly identity: string;
  /** The name on a contact card. Nothing else of the card is read, and this is not kept unless the guest agrees. */
  readonly contactName?: string;
}

/** The code as one that these patterns (see foreignPatternSchema) allow, or null. Never throws. */
export function readForeign(payload: string, patterns: readonly string[]): ForeignCode | null {
  const identity = payload.replaceAll(/\r\n?/g, '\n').trim();
  if (identity.length < MIN_LENGTH || hasControlCharacters(identity)) return null;
  const kind = kindOf(identity);
  if (kind !== 'vcard' && identity.includes('\n')) return null;
  if (!patterns.some((pattern) => (isKind(pattern) ? pattern === kind : matchesShape(identity, pattern)))) return null;
  const contactName = kind === 'vcard' ? nameOfVcard(identity) : kind === 'mecard' ? nameOfMecard(identity) : null;
  return { kind, identity, ...(contactName !== null && { contactName }) };
}

function isKind(pattern: string): boolean {
  return pattern === 'vcard' || pattern === 'mecard';
}

function kindOf(text: string): ForeignKind {
  if (/^BEGIN:VCARD\n/i.test(text) && /\nEND:VCARD$/i.test(text)) return 'vcard';
  if (/^MECARD:.*;$/is.test(text)) return 'mecard';
  return /^https?:\/\//i.test(text) ? 'url' : 'code';
}

/** Line ends and tabs belong to contact cards; any other control character was not printed by an honest hand. */
function hasControlCharacters(text: string): boolean {
  return /[^\P{Cc}\n\t]/u.test(text);
}

/** See foreignPatternSchema. Greedy, going back to the last star only: linear for each star. */
export function matchesShape(text: string, shape: string): boolean {
  let [at, of] = [0, 0];
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (shape[of] === '*') {
      star = of++;
      starAt = at;
    } else if (of < shape.length && matchesOne(text[at] ?? '', shape[of] ?? '')) {
      at++;
      of++;
    } else if (star >= 0) {
      of = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (shape[of] === '*') of++;
  return of === shape.length;
}

function matchesOne(char: string, of: string): boolean {
  if (of === '#') return char >= '0' && char <= '9';
  if (of === '@') return /[A-Za-z]/.test(char);
  return char === of;
}

function nameOfVcard(card: string): string | null {
  const unfolded = card.replaceAll(/\n[ \t]/g, '');
  const value = (property: string) => new RegExp(`^${property}(?:;[^:\n]*)?:(.*)$`, 'im').exec(unfolded)?.[1];
  const parts = value('N')?.split(/(?<!\\);/);
  const name = value('FN') ?? (parts === undefined ? undefined : `${parts[1] ?? ''} ${parts[0] ?? ''}`);
  return name === undefined ? null : tidyName(name);
}

function nameOfMecard(card: string): string | null {
  const value = /(?:^MECARD:|(?<!\\);)N:((?:[^;\\]|\\.)*)/is.exec(card)?.[1];
  if (value === undefined) return null;
  const [family = '', given = ''] = value.split(/(?<!\\),/);
  return tidyName(`${given} ${family}`);
}

const MAX_NAME_CHARS = 60;

/** Letters, marks, spaces and what stands in names; a card that says anything else has no name for us. */
function tidyName(raw: string): string | null {
  const name = raw.replaceAll(/\\(.)/g, '$1').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  return name.length > 0 && name.length <= MAX_NAME_CHARS && /^\p{L}(?:[\p{L}\p{M} .'’-]|\u200c|\u200d)*$/u.test(name) ? name : null;
}
