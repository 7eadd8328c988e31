import type { SavedGoal } from './records.ts';

/** Nothing more is to come of it. */
export function isOver({ status }: SavedGoal): boolean {
  return status === 'done' || status === 'given-up';
}

/** What a goal is called where nobody named it: its kind, and the first thing said of it in words. */
export function goalTopic({ kind, slots }: SavedGoal): string {
  const named = ['what', 'thing', 'item', 'service', 'need', 'about', 'target'].map((slot) => slots[slot]).find(isWord);
  const first = named ?? Object.values(slots).find(isWord);
  const plain = kind.replaceAll('-', ' ');
  return first === undefined
    ? plain
    : kind === 'lost-item'
      ? `lost ${first}`
      : kind === 'found-item'
        ? `found ${first}`
        : `${plain}: ${first}`;
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
