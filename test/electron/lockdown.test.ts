import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { fillDisplay, isLetThrough, keepOpen, lockInput } from '../../electron/lockdown.ts';
import { createFakeContents, createFakeEvent } from '../fakes/electron.ts';

const press = (key: string, ...held: ('control' | 'meta' | 'alt')[]) =>
  isLetThrough({ key, control: held.includes('control'), meta: held.includes('meta'), alt: held.includes('alt') });

describe('keys', () => {
  it.each(['a', 'Z', 'é', ' ', '1', 'Enter', 'Tab', 'Escape', 'Backspace', 'ArrowLeft', 'PageDown', 'Shift', 'Dead'])(
    'that a guest types or moves with are let through: %s',
    (key) => expect(press(key)).toBe(true),
  );

  it.each(['F1', 'F5', 'F11', 'F12', 'BrowserBack', 'BrowserHome', 'ContextMenu', 'PrintScreen', 'LaunchApplication2'])(
    "of the browser's or the system's own are swallowed: %s",
    (key) => expect(press(key)).toBe(false),
  );

  it.each(['r', 'R', 'w', 'q', 'n', 't', 'p', 's', 'u', 'l', 'j', '+', '-', '0', 'Tab', 'F4', 'Escape', 'Delete'])(
    'are swallowed with Control, Command or Alt held: %s',
    (key) => {
      expect(press(key, 'control')).toBe(false);
      expect(press(key, 'meta')).toBe(false);
      expect(press(key, 'alt')).toBe(false);
      expect(press(key, 'control', 'alt')).toBe(key === '+' || key === '-');
    },
  );

  it('that edit a line stay', () => {
    expect(['a', 'c', 'v', 'x', 'z'].every((key) => press(key, 'control') && press(key, 'meta'))).toBe(true);
    expect(press('i', 'control')).toBe(false);
  });

  it('that AltGr makes are characters, and no shortcuts', () => {
    expect(press('@', 'control', 'alt')).toBe(true);
    expect(press('€', 'control', 'alt')).toBe(true);
    expect(press('t', 'control', 'alt')).toBe(false);
    expect(press('@', 'control', 'alt', 'meta')).toBe(false);
  });
});

it('swallows what is not let through, context menus and zoom', () => {
  const { contents, calls, lets, emit } = createFakeContents();
  lockInput(contents);
  const input = (key: string) => {
    const event = createFakeEvent({});
    contents.emit('before-input-event', event, { key, control: true, meta: false, alt: false });
    return !event.defaultPrevented;
  };
  expect(input('c')).toBe(true);
  expect(input('r')).toBe(false);
  expect(lets('context-menu', {})).toBe(false);
  emit('zoom-changed', 'in');
  emit('did-finish-load');
  expect(calls).toEqual(['zoom 1', 'pinch 1 to 1']);
});

it('closes its window only when the program ends', () => {
  const window = new EventEmitter();
  let ending = false;
  keepOpen(window as never, () => ending);
  const first = createFakeEvent({});
  window.emit('close', first);
  ending = true;
  const second = createFakeEvent({});
  window.emit('close', second);
  expect([first.defaultPrevented, second.defaultPrevented]).toEqual([true, false]);
});

it('fills a display that comes back, unless the window is gone', () => {
  const screen = new EventEmitter();
  const calls: unknown[] = [];
  let destroyed = false;
  const window = {
    isDestroyed: () => destroyed,
    setKiosk: (on: boolean) => calls.push(on),
    setBounds: (bounds: object) => calls.push(bounds),
  };
  const bounds = { x: 0, y: 0, width: 1080, height: 1920 };
  fillDisplay({ screen: screen as never, window: window as never, primaryBounds: () => bounds });
  for (const event of ['display-removed', 'display-added', 'display-metrics-changed']) {
    calls.length = 0;
    screen.emit(event);
    expect(calls).toEqual([false, bounds, true]);
  }
  destroyed = true;
  calls.length = 0;
  screen.emit('display-added');
  expect(calls).toEqual([]);
});
