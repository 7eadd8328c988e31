/**
 * How an English-speaking recogniser would spell a name of another language: "Siobhán" as "shiovan",
 * "Wojciech" as "voychek". Each family of spellings is tried on every name; most change nothing or
 * give a spelling that nobody says, which does no harm.
 */
type Rules = readonly (readonly [RegExp, string])[];

const IRISH: Rules = [
  [/^caoi/, 'kee'],
  [/aoi/g, 'ee'],
  [/(?:bh|mh)e?$/, 've'],
  [/bh|mh/g, 'v'],
  [/dh|gh/g, 'y'],
  [/^si|^se/, 'shi'],
  [/th/g, 'h'],
];
const POLISH: Rules = [
  [/szcz/g, 'sh'],
  [/sz/g, 'sh'],
  [/cz/g, 'ch'],
  [/rz/g, 'zh'],
  [/ciech/g, 'chek'],
  [/ci/g, 'ch'],
  [/w/g, 'v'],
  [/j/g, 'y'],
];
const CHINESE: Rules = [
  [/^zh/, 'j'],
  [/^x/, 'sh'],
  [/^q/, 'ch'],
  [/^c(?=[aeiou])/, 'ts'],
];
const SPANISH: Rules = [
  [/ll/g, 'y'],
  [/^j|x/g, 'h'],
  [/qu/g, 'k'],
  [/z/g, 's'],
];
const GERMAN: Rules = [
  [/w/g, 'v'],
  [/^j/, 'y'],
  [/sch/g, 'sh'],
  [/eu|au(?=[aeiou])/g, 'oy'],
];
const NORDIC: Rules = [
  [/^hj|j/g, 'y'],
  [/kj|sj/g, 'sh'],
  [/qv/g, 'kv'],
];
const HUNGARIAN: Rules = [
  [/sz/g, 's'],
  [/gy/g, 'dj'],
  [/cs/g, 'ch'],
];
const VIETNAMESE: Rules = [
  [/^nguy/, 'w'],
  [/^ng/, 'n'],
  [/^ph/, 'f'],
  [/^th/, 't'],
  [/^tr/, 'ch'],
];
const AFRICAN: Rules = [[/^(?:ng|nk|mb|nd|mk)/, 'n']];

const FAMILIES = [IRISH, POLISH, CHINESE, SPANISH, GERMAN, NORDIC, HUNGARIAN, VIETNAMESE, AFRICAN];

/** Other spellings of a normalised name word; itself left out. */
export function spellingsOf(word: string): string[] {
  const spelt = FAMILIES.map((rules) => rules.reduce((text, [pattern, by]) => text.replace(pattern, by), word));
  return [...new Set(spelt)].filter((spelling) => spelling !== word);
}
