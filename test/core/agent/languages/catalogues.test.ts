import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { CATALOGUES } from '../../../../core/i18n/catalogues.ts';
import { floorPhrases } from '../../../../core/i18n/floor-phrases.ts';
import type { Catalogue } from '../../../../core/i18n/translate.ts';
import deKiosk from '../../../../core/kiosk/messages/de.json' with { type: 'json' };
import enKiosk from '../../../../core/kiosk/messages/en.json' with { type: 'json' };
import esKiosk from '../../../../core/kiosk/messages/es.json' with { type: 'json' };
import frKiosk from '../../../../core/kiosk/messages/fr.json' with { type: 'json' };
import itKiosk from '../../../../core/kiosk/messages/it.json' with { type: 'json' };
import { kioskMessages } from '../../../../core/kiosk/messages.ts';

type Node = ReturnType<IntlMessageFormat['getAst']>[number];

/** Names of what a message is filled with, in whichever branch. */
function placeholders(nodes: readonly Node[], found = new Set<string>()): Set<string> {
  for (const node of nodes) {
    if ('value' in node && node.type !== 0) found.add(node.value);
    if ('options' in node) for (const option of Object.values(node.options)) placeholders(option.value, found);
  }
  return found;
}

const argumentsOf = (message: string, locale: string) => [...placeholders(new IntlMessageFormat(message, locale).getAst())].sort();

const KIOSK: Readonly<Record<string, Catalogue>> = { en: enKiosk, de: deKiosk, fr: frKiosk, es: esKiosk, it: itKiosk };

describe.each([
  ['answers', CATALOGUES as Readonly<Record<string, Catalogue>>],
  ['the kiosk’s own lines', KIOSK],
])('catalogues of %s', (_, catalogues) => {
  const english = catalogues.en ?? {};
  const others = Object.keys(catalogues).filter((locale) => locale !== 'en');

  it.each(others)('%s has every message and no other', (locale) => {
    expect(Object.keys(catalogues[locale] ?? {}).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(others)('%s fills in the same values as English', (locale) => {
    const differing = Object.entries(english)
      .map(([key, message]) => ({ key, en: argumentsOf(message, 'en'), own: argumentsOf(catalogues[locale]?.[key] ?? '', locale) }))
      .filter(({ en, own }) => en.join() !== own.join());
    expect(differing).toEqual([]);
  });

  it.each(others)('%s has no word choice left empty and no straight quote that ICU would eat', (locale) => {
    const wrong = Object.entries(catalogues[locale] ?? {}).filter(([, message]) => message.trim() === '' || message.includes("'{"));
    expect(wrong).toEqual([]);
  });
});

describe('a number in a sentence', () => {
  const count = (locale: 'fr' | 'es' | 'it' | 'de', value: number) =>
    String(new IntlMessageFormat(CATALOGUES[locale]['on.count'], locale).format({ count: value, scope: '' }));

  it.each([
    ['fr', 'Il n’y a aucune séance.', 'Il y a une séance.', 'Il y a 2 séances.'],
    ['es', 'No hay ninguna sesión.', 'Hay una sesión.', 'Hay 2 sesiones.'],
    ['it', 'Non c’è nessuna sessione.', 'C’è una sessione.', 'Ci sono 2 sessioni.'],
  ] as const)('agrees in %s: none, one, two', (locale, none, one, two) => {
    expect([0, 1, 2].map((value) => count(locale, value))).toEqual([none, one, two]);
  });
});

it.each([
  ['fr', 'Rez-de-chaussée', 'au rez-de-chaussée'],
  ['fr', 'Ground floor', 'au niveau « Ground floor »'],
  ['es', 'Planta baja', 'en la planta baja'],
  ['it', 'Piano terra', 'al piano terra'],
  ['de-CH', 'Erdgeschoss', 'im Erdgeschoss'],
  ['en', 'Ground floor', 'on the ground floor'],
])('a floor in a %s sentence: %s', (locale, name, phrase) => {
  expect(floorPhrases(locale).on(name)).toBe(phrase);
});

it('the kiosk’s own lines are in the guest’s language', () => {
  expect(kioskMessages('it')('greeting.visit')).toContain('Lei');
});
