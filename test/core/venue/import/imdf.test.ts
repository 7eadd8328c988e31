import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createWayfinder } from '../../../../core/venue/wayfinding.ts';
import { imdfHouse } from '../../../fixtures/imdf-house.ts';
import { found, readTexts } from '../../../fixtures/import-files.ts';

describe('an IMDF archive', () => {
  const { venue, findings } = readTexts(imdfHouse());

  it('makes floors, places with the names of their occupants, and draws what is not for guests', () => {
    expect(venue).toMatchObject({ name: 'Ferry House', languages: ['en'] });
    expect(venue.floors.map(({ id, name, level }) => [id, name, level])).toEqual([
      ['l0', { en: 'Ground floor', de: 'Erdgeschoss' }, 0],
      ['l1', 'Upper floor', 1],
    ]);
    expect(venue.places.map(({ id, kind, floorId }) => `${id} ${kind} ${floorId}`)).toEqual([
      'aula hall l0',
      'ship-shop shop l0',
      'toilets toilet l0',
      'lift lift l0',
      'stairs stairs l0',
      'gallery hall l1',
      'toilets-2 toilet l1',
      'lift-2 lift l1',
      'stairs-2 stairs l1',
      'main-entrance entrance l0',
      'cash-machine service l0',
    ]);
    expect(venue.places[1]).toMatchObject({ name: 'Ship Shop', hours: 'Mo-Sa 10:00-18:00', phone: '+49 40 1' });
    expect(venue.places[2]).toMatchObject({ name: { de: 'Toiletten' }, stepFree: true });
    expect(venue.floors[0]?.decor.map(({ kind }) => kind)).toEqual(['corridor', 'nonpublic']);
  });

  it('says what is nowhere, and that the routes are derived; none of it blocks', () => {
    expect(found(findings, 'row-skipped').map((line) => line.replace(/:\d+/, ''))).toEqual([
      'unit.geojson level_id=l9',
      'occupant.geojson anchor_id=Kombüse',
    ]);
    expect(found(findings, 'paths-derived')).toHaveLength(1);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('leads up the escalator, down by the lift, and never against the escalator', () => {
    const { route } = createWayfinder(venue);
    const kinds = (from: string, to: string, stepFree = false) => {
      const found = route({ from: { placeId: from }, to, stepFree });
      return found === null ? null : new Set(found.steps.map((step) => step.kind));
    };
    expect(kinds('ship-shop', 'gallery')).toContain('escalator');
    expect(kinds('gallery', 'ship-shop')).toContain('lift');
    expect(kinds('ship-shop', 'gallery', true)).toContain('lift');
  });
});

it('reads the same from a zip with a folder inside, and without a manifest', () => {
  const { 'manifest.json': _, ...files } = imdfHouse();
  const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [`house/${name}`, strToU8(text)])));
  const { venue } = readTexts({ 'house.zip': zip });
  expect(venue.places).toEqual(readTexts(imdfHouse()).venue.places);
  expect(() => readTexts({ 'x.zip': zipSync({ 'a.zip': zip }) })).toThrow(/archive inside an archive/);
});

it('refuses a part of an archive that has no levels', () => {
  const { 'unit.geojson': units = '' } = imdfHouse();
  expect(() => readTexts({ 'unit.geojson': units })).toThrow(/without levels/);
});
