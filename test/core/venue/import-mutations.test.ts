import { expect, it } from 'vitest';
import { FoyerError } from '../../../core/contract/errors.ts';
import { checkVenue } from '../../../core/venue/import/check-venue.ts';
import { hasErrors } from '../../../core/venue/import/finding.ts';
import { readFolder } from '../../../core/venue/import/read-folder.ts';
import { venueSchema } from '../../../core/venue/model.ts';
import { createVenueIndex } from '../../../core/venue/venue-index.ts';
import { fixtureFiles } from '../../fixtures/fixture-venue.ts';

const JUNK = [
  '"',
  ',',
  ';',
  '\n',
  ': ',
  '- ',
  '{',
  ']',
  '@de',
  '\t',
  '-1',
  '1e999',
  '2026-13-45T99:99',
  '\u202E',
  '&x',
  '*x',
  '!!js/function x',
  '__proto__',
  "'",
  '#',
  '%',
  '😀',
];

/** A linear congruential generator: the same mutations in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

function mutate(text: string, random: (below: number) => number): string {
  const at = random(text.length);
  switch (random(5)) {
    case 0:
      return text.slice(0, at) + (JUNK[random(JUNK.length)] ?? '') + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random(12));
    case 2:
      return text.slice(0, at);
    case 3: {
      const lines = text.split('\n');
      lines.splice(random(lines.length), 0, lines[random(lines.length)] ?? '');
      return lines.join('\n');
    }
    default: {
      const from = random(text.length);
      return text.slice(0, at) + text.slice(from, from + random(40)) + text.slice(at);
    }
  }
}

it('reads, repairs or refuses each of 200 mutated folders, and what could be published is a valid venue', () => {
  const outcomes = { published: 0, blocked: 0, refused: 0 };
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = randomFrom(seed);
    const files = fixtureFiles();
    const names = [...files.keys()];
    const name = names[random(names.length)] ?? 'venue.yaml';
    let text = files.get(name) ?? '';
    for (let i = random(3); i >= 0; i -= 1) text = mutate(text, random);
    files.set(name, text);
    try {
      const { venue, findings, sources } = readFolder(files);
      const blocked = hasErrors([...findings, ...checkVenue(venue, sources)]);
      outcomes[blocked ? 'blocked' : 'published'] += 1;
      expect(venueSchema.safeParse(venue).error, `seed ${seed}`).toBeUndefined();
      if (!blocked && seed % 20 === 0) createVenueIndex(venue).search('where is room 201');
    } catch (error) {
      expect(error, `seed ${seed}, ${name}`).toBeInstanceOf(FoyerError);
      expect(error, `seed ${seed}`).toMatchObject({ code: 'import-unreadable' });
      outcomes.refused += 1;
    }
  }
  expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(5);
});
