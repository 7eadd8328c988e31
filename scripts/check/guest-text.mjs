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
  return FOLDERS.flatMap((folder) => filesIn(root, folder, '.tsx')).flatMap((file) =>
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

function filesIn(root, folder, ending) {
  try {
    return readdirSync(join(root, folder), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith(ending))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

const STYLES = ['renderer/styles', 'renderer/access', 'renderer/privacy', 'renderer/phone', 'renderer/operator-menu'];
const SIDE =
  /^\s*((?:margin|padding|border)-(?:left|right)(?:-\w+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius|text-align: (?:left|right)|float: (?:left|right))\s*[:;]/;

/** Sides of the page by name where they should follow the reading direction: `margin-inline-start`, `text-align: start`. */
export function sideFaults(root) {
  return STYLES.flatMap((folder) => filesIn(root, folder, '.css')).flatMap((file) => {
    let selector = '';
    return readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        selector = line.includes('}') ? '' : selector + line;
        const found = SIDE.exec(line)?.[1];
        // A rule for one direction may name its side.
        return found === undefined || selector.includes('[dir=')
          ? []
          : [`${file}:${index + 1}: "${found}" does not follow the reading direction`];
      });
  });
}
