import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionSnapshot, ToScreen } from '../../../core/contract/index.ts';
import { createKeyMap } from '../../../renderer/access/access-keys.ts';
import { DEFAULT_ACCESS } from '../../../renderer/access/access-state.ts';
import { createAnnouncer } from '../../../renderer/access/announcer.ts';
import { describeItem } from '../../../renderer/access/describe.ts';
import { createStore } from '../../../renderer/store/create-store.ts';

/** The document as the reader asks for it: one screen with one card, or a key of a pad. */
const part = <T extends object>(fields: T) => fields as unknown as HTMLElement;
const card = part({ querySelector: () => ({ textContent: 'Your table at eight' }) });
let cards: readonly HTMLElement[] = [];
const screen = part({
  children: [],
  tagName: 'DIV',
  dataset: { testid: 'talk' },
  matches: () => false,
  querySelector: (wanted: string) => (wanted === 'h1' || wanted === 'main' ? null : screen),
  querySelectorAll: () => cards,
  getAttribute: () => 'Conversation',
});

beforeEach(() => {
  cards = [];
  vi.stubGlobal('document', { querySelectorAll: () => [], querySelector: () => screen });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function start() {
  const store = createStore();
  const read: string[] = [];
  const announcer = createAnnouncer({
    store,
    readOut: (text) => read.push(text),
    say: () => (key, values) => `${key} ${Object.values(values ?? {}).join(' ')}`,
    keys: () => createKeyMap(),
    onView: () => {},
  });
  const receive = (message: ToScreen) => store.dispatch({ type: 'received', message, atMs: 0 });
  const begin = (id: string) => {
    const session: SessionSnapshot = { id, locale: 'en', guest: null, turns: [], chips: [] };
    receive({ type: 'session.started', session });
  };
  const audio = () => store.dispatch({ type: 'ui', patch: { access: { ...DEFAULT_ACCESS, audio: true } } });
  return { announcer, read, receive, begin, audio };
}

describe('what was to be read out for a guest', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is not read to the next one', () => {
    const { announcer, read, receive, begin, audio } = start();
    begin('a');
    receive({ type: 'activity', activity: 'speaking' });
    audio();
    vi.runAllTimers();
    // A card comes while the kiosk still speaks: what it is called has to wait, and its guest leaves.
    cards = [card];
    announcer.look();
    receive({ type: 'session.ended', reason: 'idle' });
    read.length = 0;
    begin('b');
    receive({ type: 'activity', activity: 'listening' });
    announcer.repeat();
    expect(read).toEqual([]);
    announcer.close();
  });
});

describe('the digits of a pad', () => {
  const key = (of: '.operator-pin' | '[data-testid="pin"]') =>
    part({ closest: (wanted: string) => (wanted.split(', ').includes(of) ? card : null) });
  const spoken = (of: Parameters<typeof key>[0], headphones: boolean) =>
    describeItem({ element: key(of), kind: 'button', text: '7' }, (name, values) => `${name} ${values?.name ?? ''}`.trim(), headphones);

  it('are read to a guest with headphones alone', () => {
    expect(spoken('[data-testid="pin"]', false)).toBe('access.read.digit');
    expect(spoken('[data-testid="pin"]', true)).toBe('access.read.button 7');
  });

  it('are never read where the operator enters theirs', () => {
    expect(spoken('.operator-pin', false)).toBe('access.read.digit');
    expect(spoken('.operator-pin', true)).toBe('access.read.digit');
  });
});
