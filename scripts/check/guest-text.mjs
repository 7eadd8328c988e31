import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where guests see what is rendered. */
const FOLDERS = [
  'renderer/screens',
  'renderer/components',
  'renderer/guest',
  'renderer/access',
  'renderer/privacy',
  'renderer/theme',
  'renderer/sounds',
];
/** Attributes that are read out or shown. */
const SPOKEN = /\b(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt)=(?:"([^"]*)"|\{`([^`]*)`\}|\{'([^']*)'\})/g;
/** Text between tags; a generic's ">" is followed by a bracket or a word and a sign of code. */
const BETWEEN = /(?:(?<![=<-])>|\})([^<>{}]*\p{L}{2,}[^<>{}]*)</gu;
const CODE = /[;=()]|=>|\b(?:const|return|import|extends|readonly|undefined|null)\b|^\s*[|&,?:]|\$\{|\s\?/;
/** A string of several words as what a tag holds. */
const STRING = /\{['"]([^'"{}]*\p{L}{2,} [^'"{}]*)['"]\}/gu;
/** Names and signs that are no language's words. */
const ALLOWED = new Set(['Foyer', 'QR', 'PIN', 'OK']);

/** Human text written into a guest screen instead of into the catalogues. */
export function guestTextFaults(root) {
  return FOLDERS.flatMap((folder) => tsxIn(root, folder)).flatMap((file) =>
    textsIn(readFileSync(join(root, file), 'utf8')).map(({ line, text }) => `${file}:${line}: "${text}" belongs in renderer/i18n`),
  );
}

/** @returns {{line: number, text: string}[]} */
export function textsIn(source) {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  const spoken = [...code.matchAll(SPOKEN)].map((match) => ({ at: match.index, text: match[1] ?? match[2] ?? match[3] ?? '' }));
  const between = [...code.matchAll(BETWEEN)]
    .map((match) => ({ at: match.index, text: match[1] ?? '' }))
    .filter(({ text }) => !CODE.test(text));
  const strings = [...code.matchAll(STRING)].map((match) => ({ at: match.index, text: match[1] ?? '' }));
  return [...spoken, ...between, ...strings]
    .map(({ at, text }) => ({ line: code.slice(0, at).split('\n').length, text: text.replaceAll(/\s+/g, ' ').trim() }))
    .filter(({ text }) => /\p{L}{2}/u.test(text.replaceAll(/\$\{[^}]*\}/g, '')) && !ALLOWED.has(text));
}

function tsxIn(root, folder) {
  try {
    return readdirSync(join(root, folder), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
