import type { EntityKind } from '../../tools/knowledge.ts';
import { fold } from '../../venue/search/fold.ts';
import type { Link } from '../../venue/search/linker.ts';

/** Daniel is Daniel, and not the rarer Daniele. */
export function isExacter(other: Link<EntityKind>, link: Link<EntityKind>): boolean {
  return other.kind === link.kind && sameSpan(other, link) && other.ofName >= 0.99 && other.ofName > link.ofName + 0.02;
}

export function sameSpan(a: Link<EntityKind>, b: Link<EntityKind>): boolean {
  return a.from === b.from && a.to === b.to;
}

/** Emanuele and Emmanuele: one word, and nobody can hear which. */
export function soundsTheSame(a: Link<EntityKind>, b: Link<EntityKind>): boolean {
  return (
    a.kind === 'person' &&
    a.matched === 1 &&
    b.matched === 1 &&
    a.from === b.from &&
    a.to === b.to &&
    oneLetterEach(a.name) === oneLetterEach(b.name)
  );
}

function oneLetterEach(name: string): string {
  return fold(name).replaceAll(/(.)\1/gu, '$1');
}

/** "Karl George" is Carl George, whom both words name, and not another Karl. */
export function isFuller(other: Link<EntityKind>, link: Link<EntityKind>): boolean {
  const both = other.kind === 'person' && link.kind === 'person' && other.matched > 1 && link.matched === 1;
  return both && other.ofName >= 0.7 && other.from <= link.from && other.to >= link.to;
}
