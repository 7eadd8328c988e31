import { describe, expect, it } from 'vitest';
import { MAX_BADGE_PAYLOAD } from '../../../core/contract/protocol.ts';
import { createWedgeReader, type FastText, type WedgeReaderOptions } from '../../../renderer/camera/wedge-reader.ts';

interface KeyOptions {
  readonly repeat?: boolean;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
  readonly metaKey?: boolean;
}

/** A key press as a page sees it, at a time of the test's choosing. */
class Key extends Event {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing = false;

  constructor(key: string, atMs: number, { repeat = false, ctrlKey = false, altKey = false, metaKey = false }: KeyOptions = {}) {
    super('keydown', { cancelable: true });
    this.key = key;
    this.repeat = repeat;
    this.ctrlKey = ctrlKey;
    this.altKey = altKey;
    this.metaKey = metaKey;
    Object.defineProperty(this, 'timeStamp', { value: atMs });
  }
}

function setUp(settings: WedgeReaderOptions['settings'] = {}, isGuestKey?: WedgeReaderOptions['isGuestKey']) {
  const target = new EventTarget();
  const payloads: string[] = [];
  const texts: FastText[] = [];
  const reader = createWedgeReader({
    target,
    settings,
    ...(isGuestKey && { isGuestKey }),
    onPayload: (payload) => payloads.push(payload),
    onText: (text) => texts.push(text),
  });
  /** Keys that reached the page. */
  const passed: string[] = [];
  target.addEventListener('keydown', (event) => passed.push((event as Key).key));
  let nowMs = 10_000;
  const press = (key: string, gapMs: number, options: KeyOptions = {}) => {
    nowMs += gapMs;
    const event = new Key(key, nowMs, options);
    target.dispatchEvent(event);
    return event;
  };
  const type = (text: string, gapMs: number) => {
    for (const key of text) press(key, gapMs);
  };
  return { payloads, texts, passed, press, type, reader };
}

describe('a scan', () => {
  it.each(['Enter', 'Tab'])('closed by %s is a payload, and only its first keys reach the page', (suffix) => {
    const { payloads, passed, press, type } = setUp();
    type('FOYER1.abc', 8);
    expect(press(suffix, 8).defaultPrevented).toBe(true);
    expect(payloads).toEqual(['FOYER1.abc']);
    expect(passed).toEqual(['F', 'O', 'Y', 'E']);
  });

  it('may take its time with the suffix', () => {
    const { payloads, press, type } = setUp();
    type('FOYER1.abc', 20);
    press('Enter', 90);
    expect(payloads).toEqual(['FOYER1.abc']);
  });

  it('survives Shift, and AltGr characters of other keyboard layouts', () => {
    const { payloads, press, type } = setUp();
    press('Shift', 1);
    type('Aa', 5);
    press('Shift', 1);
    type('B1.', 5);
    press('AltGraph', 2);
    press('@', 2, { ctrlKey: true, altKey: true });
    type('c', 5);
    press('Enter', 5);
    expect(payloads).toEqual(['AaB1.@c']);
  });

  it('leaves out control characters and lets none of them act as a shortcut', () => {
    const { payloads, press, type } = setUp();
    type('M1GUEST', 5);
    const separator = press(']', 5, { ctrlKey: true });
    type('X99', 5);
    press('Enter', 5);
    expect(separator.defaultPrevented).toBe(true);
    expect(payloads).toEqual(['M1GUESTX99']);
  });

  it.each([
    ['too short', 'AB123'],
    ['not printable ASCII', 'BADGE-ü-77'],
    ['too long', 'x'.repeat(MAX_BADGE_PAYLOAD + 1)],
  ])('that is %s is swallowed and dropped', (_, text) => {
    const { payloads, press, type } = setUp();
    type(text, 5);
    expect(press('Enter', 5).defaultPrevented).toBe(true);
    expect(payloads).toEqual([]);
  });

  it('of the longest allowed payload is read', () => {
    const { payloads, press, type } = setUp();
    type('y'.repeat(MAX_BADGE_PAYLOAD), 5);
    press('Enter', 5);
    expect(payloads).toEqual(['y'.repeat(MAX_BADGE_PAYLOAD)]);
  });

  it('can follow another at once', () => {
    const { payloads, press, type } = setUp();
    for (const text of ['BADGE-1', 'BADGE-2']) {
      type(text, 5);
      press('Enter', 5);
    }
    expect(payloads).toEqual(['BADGE-1', 'BADGE-2']);
  });

  it('without a suffix is forgotten, and typing after it is untouched', () => {
    const { payloads, passed, press, type } = setUp();
    type('BADGE-1', 5);
    type('hi', 180);
    press('Enter', 180);
    expect(payloads).toEqual([]);
    expect(passed.slice(-3)).toEqual(['h', 'i', 'Enter']);
  });
});

describe('a speaking aid that types as fast as a scanner', () => {
  it('is understood as words, with what the page has of them already', () => {
    const { payloads, texts, passed, press, type } = setUp();
    type('where is room 12?', 1);
    press('Enter', 1);
    expect(payloads).toEqual([]);
    expect(texts).toEqual([{ text: 'where is room 12?', reached: 4, entered: true }]);
    expect(passed.join('')).toBe('wher');
  });

  it('loses nothing where it pauses', () => {
    const { texts, passed, press, type } = setUp();
    type('when does', 2);
    press(' ', 300);
    expect(texts).toEqual([{ text: 'when does', reached: 4, entered: false }]);
    expect(passed.at(-1)).toBe(' ');
  });

  it('loses nothing where a busy machine cuts a sentence in two', () => {
    const { texts, press, type } = setUp();
    type('there is a', 2);
    press(' ', 60);
    type('fire', 2);
    press('Enter', 2);
    expect(texts.map((one) => one.text)).toEqual(['there is a', ' fire']);
    expect(texts.at(-1)?.entered).toBe(true);
  });

  it.each(['BADGE 77', 'FOYER1.abc', 'abc123def', 'MECARD:N:Ada Lovelace;', 'GUEST anna/7 X'])(
    'is not mistaken where a badge says %s',
    (code) => {
      const { payloads, texts, press, type } = setUp();
      type(code, 5);
      press('Enter', 5);
      expect(texts).toEqual([]);
      expect(payloads).toEqual([code]);
    },
  );
});

describe('a person', () => {
  it.each([60, 110, 180])('typing a key every %i ms reaches the page whole', (gapMs) => {
    const { payloads, passed, press, type } = setUp();
    type('where is the spa', gapMs);
    press('Enter', gapMs);
    expect(payloads).toEqual([]);
    expect(passed.join('')).toBe('where is the spaEnter');
  });

  it('rolling three keys at once now and then reaches the page whole', () => {
    const { payloads, passed, press } = setUp();
    const text = 'where is the nearest toilet';
    [...text].forEach((key, i) => {
      press(key, i % 4 === 0 ? 120 : 25);
    });
    press('Enter', 90);
    expect(payloads).toEqual([]);
    expect(passed.join('')).toBe(`${text}Enter`);
  });

  it('holding a key down reaches the page', () => {
    const { passed, press } = setUp();
    for (let i = 0; i < 30; i++) press('a', 30, { repeat: i > 0 });
    expect(passed).toHaveLength(30);
  });

  it('using the shortcuts of editing reaches the page', () => {
    const { passed, press } = setUp();
    for (const key of ['a', 'c', 'v', 'x', 'z', 'y', '+', '0']) expect(press(key, 120, { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(passed).toHaveLength(8);
  });

  it('holding Backspace or an arrow down reaches the page', () => {
    const { passed, press } = setUp();
    for (let i = 0; i < 30; i++) press(i < 15 ? 'Backspace' : 'ArrowLeft', 30, { repeat: i % 15 > 0 });
    expect(passed).toHaveLength(30);
  });

  it('writing @ with AltGr or with Option reaches the page', () => {
    const { passed, press } = setUp();
    press('@', 150, { ctrlKey: true, altKey: true });
    press('@', 150, { altKey: true });
    expect(passed).toEqual(['@', '@']);
  });
});

describe('a hostile code', () => {
  const keys: [string, KeyOptions][] = [
    ['F5', {}],
    ['F11', {}],
    ['F4', { altKey: true }],
    ['ArrowLeft', { altKey: true }],
    ['w', { ctrlKey: true }],
    ['p', { ctrlKey: true }],
    ['o', { ctrlKey: true }],
    ['I', { ctrlKey: true }],
    ['Tab', { ctrlKey: true }],
    ['f', { altKey: true }],
    ['r', { metaKey: true }],
    ['BrowserHome', {}],
    ['ContextMenu', {}],
  ];
  it.each(keys)('that is nothing but %s %j does nothing', (key, options) => {
    const { passed, press } = setUp();
    expect(press(key, 500, options).defaultPrevented).toBe(true);
    expect(passed).toEqual([]);
  });

  it.each(['Enter', 'Tab', 'Escape', 'ArrowDown', 'Backspace'])('of %s over and over is held back from the third on', (key) => {
    const { passed, payloads, press } = setUp();
    for (let i = 0; i < 200; i++) press(key, 4);
    expect(passed).toHaveLength(3);
    expect(payloads).toEqual([]);
  });

  it('with keys of control inside a badge is read without them', () => {
    const { passed, payloads, press, type } = setUp();
    type('BADGE-', 5);
    for (const key of ['Escape', 'ArrowUp', 'F5', 'Backspace', 'Delete']) press(key, 5);
    press('w', 5, { ctrlKey: true });
    type('77', 5);
    press('Enter', 5);
    expect(payloads).toEqual(['BADGE-77']);
    expect(passed.join('')).toBe('BADG');
  });

  it('may hold a key of the guest’s keypad, which alone reaches the page and within a burst does not', () => {
    const { passed, press, type } = setUp({}, ({ key }) => key === 'F4');
    press('F4', 500);
    press('F5', 500);
    expect(passed).toEqual(['F4']);
    type('BADGE-', 5);
    press('F4', 5);
    expect(passed).toEqual(['F4', 'B', 'A', 'D', 'G']);
  });

  it('where the operator unlocks keys, reaches the page with its first key at most', () => {
    const { passed, press } = setUp({ lockKeys: false });
    for (let i = 0; i < 50; i++) press('F5', 4);
    expect(passed).toHaveLength(3);
  });
});

describe('a configured reader', () => {
  it('with a prefix of characters is recognised by it, and what lacks it is no badge', () => {
    const { payloads, passed, press, type } = setUp({ prefix: '~#' });
    type('~#BADGE-77', 5);
    press('Enter', 5);
    type('BADGE-78', 500);
    press('Enter', 5);
    type('BADGE-79', 5);
    press('Enter', 5);
    expect(payloads).toEqual(['BADGE-77']);
    expect(passed.join('')).toMatch(/^~BADGE-78/);
  });

  it('with a key as prefix leaves nothing of a code to the page', () => {
    const { payloads, passed, press, type } = setUp({ prefix: 'F9' });
    press('F9', 500);
    type('AB-123', 5);
    press('Tab', 5);
    expect(payloads).toEqual(['AB-123']);
    expect(passed).toEqual([]);
  });

  it('takes the one suffix that is configured', () => {
    const { payloads, press, type } = setUp({ suffix: 'tab' });
    type('BADGE-77', 5);
    press('Enter', 5);
    type('BADGE-78', 5);
    press('Tab', 5);
    expect(payloads).toEqual(['BADGE-78']);
  });

  it.each([
    ['badge', 'FOYER1ABC', ['FOYER1ABC']],
    ['badge', 'FOYER1{}', []],
    ['printable', 'GÄSTE-77', ['GÄSTE-77']],
    ['ascii', 'GÄSTE-77', []],
  ] as const)('with characters "%s" takes %s: %j', (characters, code, expected) => {
    const { payloads, press, type } = setUp({ characters });
    type(code, 5);
    press('Enter', 5);
    expect(payloads).toEqual(expected);
  });

  it('keeps to its lengths', () => {
    const { payloads, press, type } = setUp({ minLength: 8, maxLength: 10 });
    for (const length of [7, 8, 10, 11]) {
      type('X'.repeat(length), 5);
      press('Enter', 5);
    }
    expect(payloads.map((one) => one.length)).toEqual([8, 10]);
  });

  it('reads a contact card whose lines end with Enter', () => {
    const { payloads, passed, press, type } = setUp();
    const lines = ['BEGIN:VCARD', 'VERSION:3.0', 'FN:Ada Lovelace', 'END:VCARD'];
    for (const line of lines) {
      type(line, 5);
      press('Enter', 5);
    }
    expect(payloads).toEqual([lines.join('\n')]);
    expect(passed.join('')).toBe('BEGI');
  });

  it('that is switched off lets everything pass, and can be switched on', () => {
    const { payloads, passed, press, type, reader } = setUp({ enabled: false });
    type('BADGE-77', 5);
    press('Enter', 5);
    expect([payloads.length, passed.length]).toEqual([0, 9]);
    reader.configure({});
    type('BADGE-78', 5);
    press('Enter', 5);
    expect(payloads).toEqual(['BADGE-78']);
  });
});

it('close() stops listening', () => {
  const { payloads, press, type, reader } = setUp();
  reader.close();
  type('FOYER1.abc', 8);
  press('Enter', 8);
  expect(payloads).toEqual([]);
});
