import type { ConnectorInputField } from '../../../contract/connector.ts';
import type { ConnectedValue } from '../../../tools/connected.ts';
import { fitsInput } from '../../../tools/connected-input.ts';
import { foldedWords } from '../../../venue/search/fold.ts';
import { createLinker } from '../../../venue/search/linker.ts';
import type { Frame } from '../frame.ts';
import { readMoment } from '../goals/read-moment.ts';
import { numberAt } from '../spoken-numbers.ts';

/** Beyond what is said of times. */
const TENS = new Map(
  ['sixty sechzig', 'seventy siebzig', 'eighty achtzig', 'ninety neunzig'].flatMap((words, tens) =>
    words.split(' ').map((word): [string, number] => [word, 60 + tens * 10]),
  ),
);
/** Of one of the declared values so much has to have been said. */
const ENUM_MIN = 0.6;

/**
 * The value of one input: of the words that its slot took, or (`asked`) of the answer to the question for it. Days and times are
 * found wherever they were said. null: not said, or not a value it may have.
 */
export function readInput(field: ConnectorInputField, words: readonly string[] | null, frame: Frame, asked = false): ConnectedValue | null {
  const value = valueIn(field, words, frame, asked);
  return value !== null && fitsInput(field, value) ? value : null;
}

function valueIn(field: ConnectorInputField, words: readonly string[] | null, frame: Frame, asked: boolean): ConnectedValue | null {
  if (field.format !== undefined) return momentIn(field.format, frame, asked);
  if (words === null) return null;
  switch (field.type) {
    case 'boolean':
      return frame.heard('no') ? false : frame.heard('yes') ? true : null;
    case 'integer':
    case 'number':
      return numberIn([...words, ...(asked ? frame.percept.words : [])]);
    case 'string':
      return field.enum === undefined ? asSaid(words, frame.input.text, asked) : oneOf(field.enum, words);
  }
}

function momentIn(format: 'date' | 'time', { percept, context }: Frame, asked: boolean): string | null {
  const days = context.know.index.programme.dates;
  const { day, time } = readMoment(percept.words, { now: context.now, days }, { asked, evening: false, morning: false });
  return (format === 'date' ? day : time) ?? null;
}

function numberIn(words: readonly string[]): number | null {
  for (const [at, word] of words.entries()) {
    if (/^\d+(\.\d+)?$/.test(word)) return Number(word);
    const value = TENS.get(word) ?? numberAt(words, at)?.value;
    if (value !== undefined) return value;
  }
  return null;
}

function oneOf(values: readonly string[], words: readonly string[]): string | null {
  const links = createLinker(values.map((value) => ({ kind: 'value' as const, id: value, names: [value.replaceAll(/[_-]/g, ' ')] }))).link(
    words,
  );
  const [best] = links.toSorted((a, b) => b.ofName - a.ofName);
  return best !== undefined && best.ofName >= ENUM_MIN ? best.id : null;
}

/** In the guest's own spelling, which the folded words have lost. */
function asSaid(words: readonly string[], text: string, asked: boolean): string | null {
  const whole = text.trim().replace(/[.!?]+$/u, '');
  if (asked) return whole === '' ? null : whole;
  const spelled = text.split(/\s+/);
  for (let at = 0; at + words.length <= spelled.length; at++) {
    const run = spelled.slice(at, at + words.length).join(' ');
    if (foldedWords(run).join(' ') === words.join(' ')) return run.replaceAll(/^[\p{P}\s]+|[\p{P}\s]+$/gu, '');
  }
  return words.join(' ');
}
