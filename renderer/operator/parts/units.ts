const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const JUST_MS = 10_000;

/** "5 minutes ago", "vor 2 Stunden"; below a minute in seconds, below ten "now". */
export function agoText(tag: string, ms: number): string {
  if (ms < JUST_MS) return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(0, 'second');
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'always' });
  const [unit, size] = UNITS.find(([, unitMs]) => ms >= unitMs) ?? ['second', 1000];
  return format.format(-Math.max(0, Math.floor(ms / size)), unit);
}

/** "3 hours", "2 Tage". */
export function spanText(tag: string, ms: number): string {
  const [unit, size] = UNITS.find(([, unitMs]) => ms >= unitMs) ?? ['second', 1000];
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.max(0, Math.floor(ms / size)));
}

/** "12.4 GB", of a thousand MB, as disks are sold. */
export function bytesText(tag: string, bytes: number): string {
  if (bytes < 1000) return new Intl.NumberFormat(tag, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(bytes);
  const [unit, size] =
    bytes >= 1e9 ? (['gigabyte', 1e9] as const) : bytes >= 1e6 ? (['megabyte', 1e6] as const) : (['kilobyte', 1e3] as const);
  return new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: bytes / size < 10 ? 1 : 0 }).format(bytes / size);
}

export function secondsText(tag: string, ms: number): string {
  return new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: ms < 10_000 ? 1 : 0,
  }).format(ms / 1000);
}

export function percentText(tag: string, share: number): string {
  return new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}
