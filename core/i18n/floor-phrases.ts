import type { Locale } from '../contract/index.ts';
import { END, ISOLATE } from './isolate.ts';

/** How a floor's name stands in a sentence: after "you find it", and after "take the lift to". */
export interface FloorPhrases {
  on(name: string): string;
  to(name: string): string;
}

const plain = (name: string) => name;
/** Small at its beginning, where it is a word of the language and no name: "Rez-de-chaussée". */
const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** "the ground floor", "Level 2". */
function english(name: string): string {
  const ordinal =
    /^(the )?(\p{L}+|\d+(st|nd|rd|th)) (floor|basement|level)$/iu.test(name) || /^(basement|mezzanine|rooftop|ground)$/i.test(name);
  return ordinal ? `the ${name.replace(/^the /i, '').toLowerCase()}` : name;
}

function german(name: string): string {
  if (/geschoss|stock|keller|foyer|\b[eou]g\b/i.test(name)) return `im ${name}`;
  return /etage|terrasse/i.test(name) ? `auf der ${name}` : `auf ${name}`;
}

function french(name: string): string {
  if (/^(rez|sous-sol|hall|toit|niveau|premier|deuxième|second|troisième|\d+ ?(er|e|ème|nd) )/i.test(name)) return `au ${lower(name)}`;
  return /^(étage|entresol|mezzanine|terrasse)/i.test(name) ? `à l’étage «\u00a0${name}\u00a0»` : `au niveau «\u00a0${name}\u00a0»`;
}

function spanish(name: string): string {
  if (/^(planta|primera|segunda|tercera|cuarta|azotea|terraza|entreplanta|\d+ª)/i.test(name)) return `en la ${lower(name)}`;
  return /^(sótano|primer|segundo|tercer|piso|nivel|vestíbulo)/i.test(name) ? `en el ${lower(name)}` : `en la planta «${name}»`;
}

function italian(name: string): string {
  return /^(piano|primo|secondo|terzo|quarto|seminterrato|pianterreno|livello|\d+° )/i.test(name)
    ? `al ${lower(name)}`
    : `al piano «${name}»`;
}

/** Kept apart from the right-to-left words around it. */
const isolated = (name: string) => `${ISOLATE}${name}${END}`;

const ENGLISH: FloorPhrases = { on: (name) => `on ${english(name)}`, to: english };
const PHRASES: Readonly<Record<string, FloorPhrases>> = {
  de: { on: german, to: plain },
  fr: { on: french, to: plain },
  es: { on: spanish, to: plain },
  it: { on: italian, to: plain },
  ar: { on: (name) => `في ${isolated(name)}`, to: isolated },
  ja: { on: plain, to: plain },
};

/** German, French, Spanish and Italian steps name the floor after a colon. */
export function floorPhrases(locale: Locale): FloorPhrases {
  return PHRASES[locale.split('-')[0] ?? locale] ?? ENGLISH;
}
