import { readdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes this user may still write in the data directory; 0 where nobody can tell. */
export function diskFreeBytes(dataDir: string): number {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return Math.max(0, Math.floor(bavail * bsize));
  } catch {
    return 0;
  }
}

/** A zone that reports less or more is not a thermometer, or a broken one. */
const [COLDEST_C, HOTTEST_C] = [-40, 150];

/** The hottest of the machine's thermal zones as Linux tells them (millidegrees), °C; null where there is none to read. */
export function temperatureC(zones = '/sys/class/thermal'): number | null {
  try {
    const read = readdirSync(zones)
      .filter((name) => /^thermal_zone\d+$/.test(name))
      .flatMap((name) => readZone(join(zones, name, 'temp')));
    return read.length === 0 ? null : Math.max(...read);
  } catch {
    return null;
  }
}

function readZone(path: string): number[] {
  try {
    const degrees = Number.parseInt(readFileSync(path, 'utf8'), 10) / 1000;
    return degrees > COLDEST_C && degrees < HOTTEST_C ? [Math.round(degrees * 10) / 10] : [];
  } catch {
    // A sensor that is asleep answers with an error.
    return [];
  }
}
