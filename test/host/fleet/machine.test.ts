import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diskFreeBytes, temperatureC } from '../../../host/fleet/machine.ts';

let zones = '';
beforeEach(() => {
  zones = mkdtempSync(join(tmpdir(), 'foyer-thermal-'));
});
afterEach(() => rmSync(zones, { recursive: true, force: true }));
const zone = (name: string, text: string) => {
  mkdirSync(join(zones, name));
  writeFileSync(join(zones, name, 'temp'), text);
};

it('takes the hottest zone that is a thermometer', () => {
  zone('thermal_zone0', '48250\n');
  zone('thermal_zone1', '61500\n');
  zone('thermal_zone2', '-273150\n');
  zone('thermal_zone3', 'asleep\n');
  zone('cooling_device0', '99000\n');
  mkdirSync(join(zones, 'thermal_zone4'));
  expect(temperatureC(zones)).toBe(61.5);
});

it('knows no temperature where there is none to read', () => {
  expect([temperatureC(zones), temperatureC(join(zones, 'nowhere'))]).toEqual([null, null]);
});

it('knows how much of the disk is free', () => {
  expect(diskFreeBytes(zones)).toBeGreaterThan(0);
  expect(diskFreeBytes(join(zones, 'nowhere'))).toBe(0);
});
