import { MAX_BADGE_PAYLOAD } from '../../core/contract/protocol.ts';

/** The part of a KeyboardEvent that is looked at. */
export interface WedgeKey {
  readonly key: string;
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

export interface WedgeReaderOptions {
  /** What the scanner "types" into; normally `window`. Listened to before anything else. */
  readonly target: EventTarget;
  /** 1 to MAX_BADGE_PAYLOAD printable ASCII characters. */
  readonly onPayload: (payload: string) => void;
  /** A burst that was words and no badge after all; without this it is dropped. */
  readonly onText?: (typed: FastText) => void;
  /** Longest time between two keys of a scan. People type slower; scanners take 1 to 20 ms. Default 35. */
  readonly maxGapMs?: number;
  /** Fewer characters than this are no badge. Default 6. */
  readonly minLength?: number;
}

/** Words typed as fast as a scanner types: by a speaking aid, a text expander, a macro key. */
export interface FastText {
  readonly text: string;
  /** How many of its first characters the page has and keeps; the rest never reached it. */
  readonly reached: number;
  /** Enter followed. */
  readonly entered: boolean;
}

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'CapsLock', 'AltGraph', 'Control', 'Alt']);

/** Keys this fast in a row are a scanner. Two hands rolling over the keys manage three at most. */
const RECOGNISED_KEYS = 5;
/** The suffix (Enter, Tab) may come a little later than the next character would. */
const SUFFIX_GAP_FACTOR = 3;

/**
 * Barcode scanners that act as a keyboard: a burst of keys, closed by Enter or Tab. Once a burst is
 * recognised its keys reach nothing else on the page, and what its first keys typed into a field is
 * taken back. Ordinary typing passes untouched, and a burst of words is handed on as such.
 */
export function createWedgeReader(options: WedgeReaderOptions): { close(): void } {
  const maxGapMs = options.maxGapMs ?? 35;
  const minLength = Math.max(RECOGNISED_KEYS, options.minLength ?? 6);
  let text = '';
  let valid = true;
  let recognised = false;
  let lastMs = Number.NEGATIVE_INFINITY;
  let field: FieldBefore | null = null;
  let handOn: ReturnType<typeof setTimeout> | undefined;

  const forget = () => {
    clearTimeout(handOn);
    text = '';
    valid = true;
    recognised = false;
    field = null;
  };

  const swallow = (event: WedgeKey) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const giveBackWords = (entered: boolean): boolean => {
    const words = recognised && valid && isWords(text);
    const typed = { text, reached: field === null ? RECOGNISED_KEYS - 1 : 0, entered };
    forget();
    if (words) options.onText?.(typed);
    return words;
  };

  const character = (event: WedgeKey) => {
    if (text === '') field = fieldBefore(event.target);
    if (!isPrintableAscii(event.key) || text.length >= MAX_BADGE_PAYLOAD) valid = false;
    else text += event.key;
    if (!recognised && text.length >= RECOGNISED_KEYS) {
      recognised = true;
      field?.restore();
    }
    if (!recognised) return;
    swallow(event);
    clearTimeout(handOn);
    handOn = setTimeout(() => giveBackWords(false), maxGapMs * SUFFIX_GAP_FACTOR);
  };

  const onKey = (event: WedgeKey) => {
    if (MODIFIERS.has(event.key)) return;
    const gapMs = event.timeStamp - lastMs;
    const isSuffix = event.key === 'Enter' || event.key === 'Tab';
    if (gapMs > (isSuffix ? maxGapMs * SUFFIX_GAP_FACTOR : maxGapMs)) giveBackWords(false);
    lastMs = event.timeStamp;
    if (isSuffix && recognised) {
      const payload = valid && text.length >= minLength ? text : null;
      swallow(event);
      if (giveBackWords(event.key === 'Enter')) return;
      if (payload !== null) options.onPayload(payload);
    } else if (event.metaKey || event.ctrlKey !== event.altKey || [...event.key].length > 1) {
      // Group separators and the like arrive as Ctrl+key in the middle of a scan; else it is a shortcut.
      // Ctrl and Alt together are AltGr, which types a character.
      if (recognised) swallow(event);
      else forget();
    } else if (event.repeat || event.isComposing) forget();
    else character(event);
  };

  const listener = (event: Event) => onKey(event as unknown as WedgeKey);
  options.target.addEventListener('keydown', listener, { capture: true });
  return {
    close() {
      options.target.removeEventListener('keydown', listener, { capture: true });
      forget();
    },
  };
}

const WORD = /^(?:[A-Za-z]?[a-z'-]*|\d{1,4})[,.?!]?$/;

/** Nothing but words, one of them in small letters; codes on badges look otherwise, even where they have spaces. */
function isWords(text: string): boolean {
  const words = text.trim().split(/ +/);
  return words.every((word) => WORD.test(word)) && words.some((word) => /^[a-z]{2,15}[,.?!]?$/.test(word));
}

function isPrintableAscii(key: string): boolean {
  return key.length === 1 && key >= ' ' && key <= '~';
}

interface FieldBefore {
  /** Puts back what the field held before the burst began. */
  restore(): void;
}

function fieldBefore(target: EventTarget | null): FieldBefore | null {
  if (typeof HTMLInputElement === 'undefined') return null;
  if (!(target instanceof HTMLInputElement) && !(target instanceof HTMLTextAreaElement)) return null;
  const { value } = target;
  return {
    restore() {
      if (target.value === value) return;
      // Through the prototype's setter, so that frameworks that watch the element's own see the change.
      const prototype = target instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
      Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(target, value);
      target.dispatchEvent(new Event('input', { bubbles: true }));
    },
  };
}
