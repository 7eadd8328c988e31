/** Deeper is no drawing that anybody made. */
const MOST_DEEP = 64;
/** Elements, each as often as it is drawn. */
const MOST_DRAWN = 50_000;
const MOST_REFERENCES_DEEP = 16;

/** An element with all that is in it. */
interface Group {
  elements: number;
  readonly refers: string[];
}

export interface DrawnCount {
  open(attributes: Readonly<Record<string, string>>): void;
  close(): void;
  /** Why it is refused; null: it can be drawn. */
  problem(): string | null;
}

/**
 * Counts what a drawing draws in all, with what <use>, masks and patterns draw again: each naming the one before a few times, some
 * lines draw billions, and a screen that shows them stands still.
 */
export function createDrawnCount(): DrawnCount {
  const root: Group = { elements: 0, refers: [] };
  const within: Group[] = [root];
  const byId = new Map<string, Group>();
  let tooDeep = false;

  /** How many are drawn, as far as `left` reaches; every call draws one at least, so that it ends. */
  const draw = ({ elements, refers }: Group, left: number, deep: number): number => {
    if (deep > MOST_REFERENCES_DEEP) return Number.POSITIVE_INFINITY;
    let drawn = elements;
    for (const id of refers) {
      if (drawn > left) break;
      const group = byId.get(id);
      if (group !== undefined) drawn += draw(group, left - drawn, deep + 1);
    }
    return drawn;
  };

  return {
    open(attributes) {
      const group: Group = { elements: 0, refers: [] };
      within.push(group);
      tooDeep ||= within.length > MOST_DEEP;
      if (tooDeep) return;
      const refers = Object.values(attributes).flatMap(referencesIn);
      for (const one of within) {
        one.elements += 1;
        one.refers.push(...refers);
      }
      // Of two with the same name browsers take the first.
      if (attributes.id !== undefined && !byId.has(attributes.id)) byId.set(attributes.id, group);
    },
    close: () => void within.pop(),
    problem() {
      if (tooDeep) return `its elements are nested more than ${MOST_DEEP} deep`;
      return draw(root, MOST_DRAWN, 0) > MOST_DRAWN ? `it draws more than ${MOST_DRAWN} elements` : null;
    },
  };
}

/** "#a" of a reference, "url(#a)" of a mask, a pattern or a filter. */
function referencesIn(value: string): string[] {
  const whole = /^\s*#([\w.-]+)\s*$/.exec(value)?.[1];
  return [...(whole === undefined ? [] : [whole]), ...[...value.matchAll(/url\(\s*['"]?\s*#([\w.-]+)/g)].map(([, id = '']) => id)];
}
