import { createValue, type Value } from './value.ts';

/** A line about what just happened; one that can be taken back says how. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}

export interface Notices {
  readonly list: Value<readonly Notice[]>;
  show(notice: Omit<Notice, 'id'>): void;
  dismiss(id: number): void;
}

/** Long enough to read, and to reach "Undo" by keyboard. What went wrong stays until it is dismissed. */
const SHOWN_MS = 20_000;
const MAX_NOTICES = 3;

export function createNotices(after: (delayMs: number, callback: () => void) => () => void): Notices {
  const list = createValue<readonly Notice[]>([]);
  let nextId = 1;
  const dismiss = (id: number) => list.set(list.get().filter((notice) => notice.id !== id));
  return {
    list,
    dismiss,
    show(notice) {
      const id = nextId++;
      list.set([...list.get(), { ...notice, id }].slice(-MAX_NOTICES));
      if (notice.tone === 'good') after(SHOWN_MS, () => dismiss(id));
    },
  };
}
