import { type BadgeReading, badgeReadingSchema } from '../../core/contract/badge-config.ts';
import { type FieldBefore, fieldBefore } from './field-before.ts';
import { drivesTheKiosk, isAllowed, meaningOf, type WedgeKey } from './key-rules.ts';

export interface WedgeReaderOptions {
  /** What the scanner "types" into; normally `window`. Listened to before anything else. */
  readonly target: EventTarget;
  /** Of the configured length and characters. */
  readonly onPayload: (payload: string) => void;
  /** A burst that was words and no badge after all; without this it is dropped. */
  readonly onText?: (typed: FastText) => void;
  /** Keys that are the guest's although they would drive another page; still swallowed within a burst. */
  readonly isGuestKey?: (event: WedgeKey) => boolean;
  /** Default: that of an empty configuration. */
  readonly settings?: Partial<BadgeReading['wedge']>;
}

/** Words typed as fast as a scanner types: by a speaking aid, a text expander, a macro key. */
export interface FastText {
  readonly text: string;
  /** How many of its first characters the page has and keeps; the rest never reached it. */
  readonly reached: number;
  /** Enter followed. */
  readonly entered: boolean;
}

export interface WedgeReader {
  configure(settings: Partial<BadgeReading['wedge']>): void;
  close(): void;
}

/** Characters this fast in a row are a scanner. Two hands rolling over the keys manage three at most. */
const RECOGNISED_KEYS = 5;
/** Keys of any kind this fast in a row: what they would do is held back, whatever they are. */
const FLOOD_KEYS = 3;
/** The suffix (Enter, Tab) may come a little later than the next character would. */
const SUFFIX_GAP_FACTOR = 3;
const DEFAULTS = badgeReadingSchema.parse({}).wedge;

/**
 * Barcode scanners that act as a keyboard: a burst of keys, closed by Enter or Tab. Once a burst is
 * recognised its keys reach nothing else on the page, and what its first keys typed into a field is
 * taken back. Ordinary typing passes untouched, and a burst of words is handed on as such. No code
 * drives the kiosk: keys that would are swallowed wherever they come from, and Enter, Escape or
 * arrows are within a burst.
 */
export function createWedgeReader(options: WedgeReaderOptions): WedgeReader {
  let settings = { ...DEFAULTS, ...options.settings };
  let text = '';
  let valid = true;
  let recognised = false;
  let prefixKey = false;
  let fastKeys = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  let field: FieldBefore | null = null;
  let handOn: ReturnType<typeof setTimeout> | undefined;

  const forget = () => {
    clearTimeout(handOn);
    text = '';
    valid = true;
    recognised = false;
    prefixKey = false;
    field = null;
  };

  const swallow = (event: WedgeKey) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  /** A burst that went on without a suffix may have been words; a scan is over either way. */
  const expireLater = () => {
    clearTimeout(handOn);
    handOn = setTimeout(() => giveBackWords(false), settings.maxGapMs * SUFFIX_GAP_FACTOR);
  };

  const giveBackWords = (entered: boolean): boolean => {
    const words = recognised && valid && !prefixKey && isWords(text);
    const typed = { text, reached: field === null ? RECOGNISED_KEYS - 1 : 0, entered };
    forget();
    if (words) options.onText?.(typed);
    return words;
  };

  const recognise = () => {
    if (recognised) return;
    recognised = true;
    field?.restore();
  };

  const character = (event: WedgeKey) => {
    if (text === '' && !recognised) field = fieldBefore(event.target);
    if (!isAllowed(event.key, settings.characters) || text.length >= settings.maxLength + (settings.prefix?.length ?? 0)) valid = false;
    else text += event.key;
    if (text.length >= RECOGNISED_KEYS || text === settings.prefix) recognise();
    if (!recognised) return;
    swallow(event);
    expireLater();
  };

  const suffix = (event: WedgeKey) => {
    swallow(event);
    // The lines of a contact card end with Enter too.
    if (event.key === 'Enter' && valid && isOpenCard(text)) {
      if (text.length >= settings.maxLength) valid = false;
      else text += '\n';
      return expireLater();
    }
    if (settings.suffix !== 'either' && settings.suffix !== event.key.toLowerCase()) return void giveBackWords(event.key === 'Enter');
    const payload = valid ? payloadOf(text, prefixKey, settings) : null;
    if (giveBackWords(event.key === 'Enter')) return;
    if (payload !== null) options.onPayload(payload);
  };

  const onKey = (event: WedgeKey) => {
    const meaning = meaningOf(event);
    if (meaning === 'modifier') return;
    const gapMs = event.timeStamp - lastMs;
    if (gapMs > (meaning === 'suffix' ? settings.maxGapMs * SUFFIX_GAP_FACTOR : settings.maxGapMs)) giveBackWords(false);
    // A key that is held down repeats as fast as a scanner types.
    fastKeys = gapMs <= settings.maxGapMs && !event.repeat ? fastKeys + 1 : 0;
    lastMs = event.timeStamp;
    if (meaning === 'named' && event.key === settings.prefix) {
      forget();
      prefixKey = true;
      recognised = true;
      swallow(event);
      expireLater();
    } else if (meaning === 'suffix' && recognised) suffix(event);
    else if (meaning === 'character') {
      if (event.repeat || event.isComposing) forget();
      else character(event);
    } else if (
      recognised ||
      fastKeys >= FLOOD_KEYS ||
      (settings.lockKeys && drivesTheKiosk(event) && options.isGuestKey?.(event) !== true)
    ) {
      // Group separators and the like arrive as Ctrl+key in the middle of a scan.
      swallow(event);
    } else forget();
  };

  const listener = (event: Event) => {
    if (settings.enabled) onKey(event as unknown as WedgeKey);
  };
  options.target.addEventListener('keydown', listener, { capture: true });
  return {
    configure(next) {
      forget();
      settings = { ...DEFAULTS, ...next };
    },
    close() {
      options.target.removeEventListener('keydown', listener, { capture: true });
      forget();
    },
  };
}

/** Without its prefix; null where it has none that should be there, or is too short. */
function payloadOf(text: string, prefixKey: boolean, { prefix = '', minLength }: BadgeReading['wedge']): string | null {
  if (!prefixKey && !text.startsWith(prefix)) return null;
  const payload = prefixKey ? text : text.slice(prefix.length);
  return payload.length >= minLength ? payload : null;
}

function isOpenCard(text: string): boolean {
  return /^(?:.{0,8})BEGIN:VCARD/i.test(text) && !/END:VCARD$/i.test(text);
}

const WORD = /^(?:[A-Za-z]?[a-z'-]*|\d{1,4})[,.?!]?$/;

/** Nothing but words, one of them in small letters; codes on badges look otherwise, even where they have spaces. */
function isWords(text: string): boolean {
  const words = text.trim().split(/ +/);
  return words.every((word) => WORD.test(word)) && words.some((word) => /^[a-z]{2,15}[,.?!]?$/.test(word));
}
