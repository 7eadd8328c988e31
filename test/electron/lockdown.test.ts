import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { comeForward, fillDisplay, isLetThrough, keepOpen, lockInput } from '../../electron/lockdown.ts';
import { createFakeContents, createFakeEvent } from '../fakes/electron.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const press = (key: string, ...held: ('control' | 'meta' | 'alt')[]) =>
  isLetThrough({ key, control: held.includes('control'), meta: held.includes('meta'), alt: held.includes('alt') });

describe('keys', () => {
  it.each([
    'a',
    'Z',
    'é',
    ' ',
    '1',
    'Enter',
    'Tab',
    'Escape',
    'Backspace',
    'ArrowLeft',
    'PageDown',
    'Shift',
    'Dead',
    'F1',
    'F10',
    'F12',
    'Help',
  ])('that a guest types or moves with are let through: %s', (key) => expect(press(key)).toBe(true));

  it.each(['F5', 'F11', 'F13', 'F24', 'BrowserBack', 'BrowserHome', 'ContextMenu', 'PrintScreen', 'LaunchApplication2'])(
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

  it('that open the operator’s door are let through, with all three held and on that key alone', () => {
    const door = { key: 'O', code: 'KeyO', control: true, alt: true, shift: true, meta: false };
    expect(isLetThrough(door)).toBe(true);
    for (const change of [{ shift: false }, { alt: false }, { control: false }, { meta: true }, { code: 'KeyI', key: 'I' }])
      expect(isLetThrough({ ...door, ...change })).toBe(false);
  });

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
  emit('devtools-opened');
  expect(calls).toEqual(['zoom 1', 'zoom 1', 'pinch 1 to 1', 'close tools']);
});

it('closes its window only when the program ends, and keeps it large until then', () => {
  const window = new EventEmitter();
  const calls: unknown[] = [];
  Object.assign(window, { restore: () => calls.push('restore'), setKiosk: (on: boolean) => calls.push(on), isDestroyed: () => false });
  let ending = false;
  keepOpen(window as never, () => ending);
  const first = createFakeEvent({});
  window.emit('close', first);
  window.emit('minimize');
  window.emit('leave-full-screen');
  ending = true;
  window.emit('leave-full-screen');
  const second = createFakeEvent({});
  window.emit('close', second);
  expect([first.defaultPrevented, second.defaultPrevented]).toEqual([true, false]);
  expect(calls).toEqual(['restore', true]);
});

it('comes forward when the program is started a second time', () => {
  const calls: string[] = [];
  const state = { destroyed: false, small: true };
  const window = {
    isDestroyed: () => state.destroyed,
    isMinimized: () => state.small,
    restore: () => calls.push('restore'),
    show: () => calls.push('show'),
    focus: () => calls.push('focus'),
  };
  comeForward(window as never);
  expect(calls.splice(0)).toEqual(['restore', 'show', 'focus']);
  state.small = false;
  comeForward(window as never);
  expect(calls.splice(0)).toEqual(['show', 'focus']);
  state.destroyed = true;
  comeForward(window as never);
  expect(calls).toEqual([]);
});

describe('a display', () => {
  const portrait = { x: 0, y: 0, width: 1080, height: 1920 };
  const start = () => {
    const screen = new EventEmitter();
    const clock = createTestClock();
    const calls: unknown[] = [];
    const state = { destroyed: false, kiosk: true, has: { ...portrait, width: 640 }, primary: portrait };
    const window = {
      isDestroyed: () => state.destroyed,
      isKiosk: () => state.kiosk,
      getBounds: () => state.has,
      setKiosk: (on: boolean) => calls.push(on),
      setBounds(bounds: typeof portrait) {
        calls.push(bounds);
        state.has = bounds;
      },
    };
    fillDisplay({ screen: screen as never, window, primaryBounds: () => state.primary, clock });
    const told = (...events: string[]) => {
      for (const event of events) screen.emit(event);
      clock.advance(500);
      return calls.splice(0);
    };
    return { state, told };
  };

  it('that comes back is filled once, when it has settled', () => {
    const { told } = start();
    expect(told('display-removed', 'display-added', 'display-metrics-changed')).toEqual([false, portrait, true]);
  });

  it('that is filled is left alone, whatever it tells: no going round in circles', () => {
    const { state, told } = start();
    told('display-added');
    expect(told('display-metrics-changed')).toEqual([]);
    state.primary = { ...portrait, width: 1920, height: 1080 };
    expect(told('display-metrics-changed')).toEqual([false, state.primary, true]);
    state.kiosk = false;
    expect(told('display-metrics-changed')).toHaveLength(3);
  });

  it('that is gone leaves nothing to fill, nor does a window that is', () => {
    const { state, told } = start();
    state.primary = { x: 0, y: 0, width: 0, height: 0 };
    expect(told('display-removed')).toEqual([]);
    state.primary = portrait;
    state.destroyed = true;
    expect(told('display-added')).toEqual([]);
  });
});
