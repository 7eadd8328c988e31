import { describe, expect, it } from 'vitest';
import { fleetConfigProblems } from '../../../core/contract/fleet-config.ts';
import { CONFIG_FIELDS, type ConfigField } from '../../../renderer/operator/config/config-fields.ts';
import { parseConfig, sameConfig, valueAt, withValue } from '../../../renderer/operator/config/config-path.ts';

/** What somebody may put in. */
function example(field: ConfigField): unknown {
  if (field.kind === 'choice') return field.choices[0];
  if (field.kind === 'number') return field.max * (field.scale ?? 1);
  return { text: 'some-text', list: ['en', 'de'], time: '03:30', switch: false }[field.kind];
}

describe('a configuration in the form', () => {
  it.each(CONFIG_FIELDS)('$path is for the fleet to set, and takes what the field gives', (field) => {
    expect(fleetConfigProblems(withValue({}, field.path, example(field)))).toEqual([]);
  });
  it('a field is set where its path leads, and everything else stays', () => {
    const config = { speaking: { voice: 'slt' }, name: 'Lobby' };
    expect(withValue(config, 'speaking.rate', 1.2)).toEqual({ speaking: { voice: 'slt', rate: 1.2 }, name: 'Lobby' });
    expect(withValue({}, 'operate.restartAt', '03:00')).toEqual({ operate: { restartAt: '03:00' } });
    expect(config).toEqual({ speaking: { voice: 'slt' }, name: 'Lobby' });
  });
  it('an emptied field takes what only it was in with it', () => {
    expect(withValue({ operate: { restartAt: '03:00' } }, 'operate.restartAt', undefined)).toEqual({});
    expect(withValue({ speaking: { rate: 1, voice: 'slt' } }, 'speaking.rate', undefined)).toEqual({ speaking: { voice: 'slt' } });
    expect(withValue({ name: 'x' }, 'a.b.c', undefined)).toEqual({ name: 'x' });
  });
  it('reads what is there, through anything', () => {
    expect(valueAt({ a: { b: 1 } }, 'a.b')).toBe(1);
    for (const config of [{}, { a: null }, { a: 'text' }, { a: [1] }]) expect(valueAt(config, 'a.b')).toBeUndefined();
  });
  it.each(['[]', 'null', '1', '{"a":', 'x'])('%s is no configuration', (text) => {
    expect(parseConfig(text)).toBeNull();
  });
  it('nothing typed is an empty one, and the order of keys is no change', () => {
    expect(parseConfig('  ')).toEqual({});
    expect(sameConfig({ a: 1, b: { c: 2, d: [1, 2] } }, { b: { d: [1, 2], c: 2 }, a: 1 })).toBe(true);
    expect(sameConfig({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });
});
