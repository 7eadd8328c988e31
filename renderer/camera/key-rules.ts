import type { BadgeReading } from '../../core/contract/badge-config.ts';

/** The part of a KeyboardEvent that is looked at. */
export interface WedgeKey {
  readonly key: string;
  readonly code?: string;
  readonly timeStamp: number;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly target: EventTarget | null;
  preventDefault(): void;
  stopImmediatePropagation(): void;
}

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'CapsLock', 'AltGraph', 'Control', 'Alt', 'Meta', 'NumLock']);
/** What a guest may do in a field, and the size of the page. */
const EDITING: ReadonlySet<string> = new Set(['a', 'c', 'v', 'x', 'y', 'z', '+', '-', '=', '0']);

export type KeyMeaning = 'modifier' | 'character' | 'suffix' | 'shortcut' | 'named';

/**
 * What a key is to a barcode reader.
 * Ctrl and Alt together are AltGr, which types a character; so does Option on a Mac, where the character is no letter or digit.
 */
export function meaningOf(event: WedgeKey): KeyMeaning {
  const { key, ctrlKey, altKey, metaKey } = event;
  if (MODIFIERS.has(key)) return 'modifier';
  const oneCharacter = [...key].length === 1;
  const optionCharacter = altKey && !ctrlKey && oneCharacter && !/[A-Za-z0-9]/.test(key);
  if (metaKey || (ctrlKey !== altKey && !optionCharacter)) return 'shortcut';
  if (key === 'Enter' || key === 'Tab') return 'suffix';
  return oneCharacter ? 'character' : 'named';
}

/** Keys that reload, print, open a file or a menu: no guest of a kiosk needs them, and a barcode can hold them. */
export function drivesTheKiosk({ key, ctrlKey, altKey, metaKey }: WedgeKey): boolean {
  if (/^F\d{1,2}$/.test(key) || /^(?:Browser|Launch|Media)/.test(key) || key === 'ContextMenu') return true;
  if (metaKey) return true;
  if (ctrlKey && !altKey) return key === 'Tab' || ([...key].length === 1 && !EDITING.has(key.toLowerCase()));
  return altKey && !ctrlKey;
}

type Characters = BadgeReading['wedge']['characters'];

const ALLOWED: Readonly<Record<Characters, RegExp>> = {
  badge: /^[0-9A-Za-z $%*+./:-]$/,
  ascii: /^[ -~]$/,
  printable: /^\P{C}$/u,
};

export function isAllowed(character: string, characters: Characters): boolean {
  return ALLOWED[characters].test(character);
}
