import { describe, expect, it } from 'vitest';
import { type Look, screenConfigSchema } from '../../../core/contract/theme.ts';
import { keepLook, keptLook } from '../../../renderer/theme/kept-look.ts';
import { lightAt } from '../../../renderer/theme/light-at.ts';

const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);

describe('lightAt', () => {
  const usual = screenConfigSchema.parse({});
  it.each([
    ['06:59', 'night'],
    ['07:00', 'day'],
    ['18:59', 'day'],
    ['19:00', 'night'],
    ['00:00', 'night'],
  ])('%s is %s', (time, light) => expect(lightAt(usual, at(time))).toBe(light));

  it('lets a day reach past midnight', () => {
    const late = screenConfigSchema.parse({ dayFrom: '20:00', dayTo: '04:00' });
    expect(['19:59', '20:00', '03:59', '04:00'].map((time) => lightAt(late, at(time)))).toEqual(['night', 'day', 'day', 'night']);
  });

  it.each(['day', 'night'] as const)('keeps to %s when told', (light) => {
    expect(lightAt({ ...usual, light }, at('12:00'))).toBe(light);
    expect(lightAt({ ...usual, light }, at('00:00'))).toBe(light);
  });
});

describe('the look of last time', () => {
  const look: Look = {
    theme: null,
    light: screenConfigSchema.parse({}),
    presence: { camera: false },
    sounds: { enabled: true, volume: 0.35 },
  };
  const storage = () => {
    const kept = new Map<string, string>();
    return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  };

  it('is there at the next start', () => {
    const store = storage();
    expect(keptLook(store)).toBeNull();
    keepLook(store, look);
    expect(keptLook(store)).toEqual(look);
  });

  it.each(['{', 'null', '{"theme":{"name":"x"}}', JSON.stringify({ ...look, theme: { logo: { day: 'https://example.org/x.svg' } } })])(
    'is none when somebody wrote %s there',
    (text) => expect(keptLook({ getItem: () => text })).toBeNull(),
  );

  it('does without a storage', () => {
    const broken = () => {
      throw new Error('denied');
    };
    expect(keptLook({ getItem: broken })).toBeNull();
    expect(() => keepLook({ setItem: broken }, look)).not.toThrow();
  });
});
