import type { MemoryView } from '../contract/index.ts';
import type { Kept } from './memory-view.ts';

/** Bytes of one code: a phone held by hand still reads it off a screen at arm's length. */
const PART_BYTES = 700;
/** Nobody scans more in a row; what does not fit is handed out as a file at the desk. */
const MOST_PARTS = 12;
/** Room for `{"part":12,"of":12,"entries":[]}` or a title. */
const FRAME_BYTES = 120;

export interface MemoryExport {
  readonly parts: string[];
  /** Entries that no longer fitted. */
  readonly leftOut: number;
}

/** Each part is plain text, which a phone's camera shows by itself: no network, no page, nothing left on the kiosk. */
export function exportAsText(view: Pick<MemoryView, 'groups' | 'consent'>, title: string): MemoryExport {
  const entries = view.groups.flatMap(({ items }) => items.map((item) => `${item.number}. ${item.text}\n   (${item.from})`));
  const packed = pack([view.consent, ...entries].filter((entry) => entry !== ''));
  return { ...packed, parts: packed.parts.map((part, i) => [`${title} (${i + 1}/${packed.parts.length})`, ...part].join('\n')) };
}

/** Each part is a JSON document of its own: `{part, of, entries}`, each entry named by its type. */
export function exportAsJson({ profile, consents, turns }: Kept): MemoryExport {
  const entries = [
    ...consents.map((consent) => ({ type: 'consent', ...consent })),
    ...profile.facts.map((fact) => ({ type: 'fact', ...fact })),
    ...profile.threads.map((thread) => ({ type: 'thread', ...thread })),
    ...profile.episodes.map((episode) => ({ type: 'episode', ...episode })),
    { type: 'patterns', ...profile.patterns },
    // The latest first: they are the ones to be had if not all fit.
    ...[...turns].reverse().map(({ role, text, at }) => ({ type: 'turn', role, text, at })),
  ];
  const packed = pack(entries.map((entry) => JSON.stringify(entry)));
  const of = packed.parts.length;
  return { ...packed, parts: packed.parts.map((part, i) => `{"part":${i + 1},"of":${of},"entries":[${part.join(',')}]}`) };
}

/** Whole entries only: half of one is worth nothing. */
function pack(entries: readonly string[]): { readonly parts: string[][]; readonly leftOut: number } {
  const bytes = (text: string) => new TextEncoder().encode(text).length + 1;
  const parts: string[][] = [[]];
  let room = PART_BYTES - FRAME_BYTES;
  let leftOut = 0;
  for (const entry of entries) {
    const size = bytes(entry);
    const part = parts.at(-1) ?? [];
    // One entry longer than a code has a code to itself; twice as long is more than a camera reads.
    if (size > 2 * PART_BYTES) leftOut++;
    else if (size <= room || part.length === 0) {
      part.push(entry);
      room -= size;
    } else if (parts.length === MOST_PARTS) leftOut++;
    else {
      parts.push([entry]);
      room = PART_BYTES - FRAME_BYTES - size;
    }
  }
  return { parts, leftOut };
}
