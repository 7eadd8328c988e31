import type { Venue } from '../model.ts';
import type { Reporter } from './check-venue.ts';

const ALLERGENS = new Set('gluten crustaceans eggs fish peanuts soya milk nuts celery mustard sesame sulphites lupin molluscs'.split(' '));

export function checkMenus(venue: Venue, { report }: Reporter): void {
  for (const { placeId, sections } of venue.menus) {
    sections.forEach(({ items }, s) => {
      items.forEach(({ allergens }, i) => {
        for (const value of allergens.filter((allergen) => !ALLERGENS.has(allergen))) {
          const at = { kind: 'menu', id: placeId, column: `sections.${s}.items.${i}.allergens`, value };
          report('warning', 'unknown-allergen', at, `"${value}" is none of the 14 allergens`, `Use: ${[...ALLERGENS].join(', ')}.`);
        }
      });
    });
  }
}
