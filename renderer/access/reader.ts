import type { AccessCommand } from '../../core/contract/access.ts';
import { plain } from '../../core/kiosk/guest-words/plain.ts';
import type { ScreenStore } from '../store/create-store.ts';
import type { AccessActions } from './access-actions.ts';
import type { KeyMap } from './access-keys.ts';
import { describeItem, placeOf, type Say, summaryOf, viewOf } from './describe.ts';
import { type ReadItem, readItems, readRoot } from './read-items.ts';
import { watchScreen } from './watch-screen.ts';

export interface Reader {
  /** True: it moved or said something, and the key is used up. */
  command(command: AccessCommand): boolean;
  /** Presses the control of that name; false where there is none. */
  press(name: string): boolean;
  close(): void;
}

export interface ReaderOptions {
  readonly store: ScreenStore;
  readonly actions: Pick<AccessActions, 'access' | 'readOut'>;
  readonly say: () => Say;
  readonly keys: () => KeyMap;
}

/** Moves through the screen item by item, and in audio mode says what is there. */
export function createReader({ store, actions, say, keys }: ReaderOptions): Reader {
  let last: { readonly element: HTMLElement | null; readonly index: number } = { element: null, index: -1 };
  let spoken = '';
  let pending: string | null = null;
  let view = '';
  let cards = '';

  const access = () => store.get().ui.access;
  const items = () => {
    const root = readRoot();
    const all = root === null ? [] : readItems(root);
    return access().audio ? all : all.filter((item) => item.kind !== 'text' && item.disabled !== true);
  };
  const read = (text: string) => {
    pending = null;
    if (text === '') return;
    spoken = text;
    actions.readOut(text);
  };
  const describe = (item: ReadItem) => describeItem(item, say(), access().headphones);

  /** What comes by itself waits until the kiosk has finished its answer, and the guest their sentence. */
  const readLater = (text: string) => {
    pending = text;
    flush();
  };
  const flush = () => {
    const { activity, session } = store.get();
    if (pending === null || session === null || activity === 'thinking' || activity === 'speaking' || activity === 'hearing') return;
    read(pending);
  };

  const indexIn = (all: readonly ReadItem[]): number => {
    const active = document.activeElement;
    const at = all.findIndex(({ element }) => element === active);
    if (at >= 0) return at;
    const before = all.findIndex(({ element }) => element === last.element);
    if (before >= 0) return before;
    // What had the focus is gone: on from where it was.
    return Math.min(last.index, all.length - 1);
  };

  const goTo = (all: readonly ReadItem[], index: number) => {
    const item = all[index];
    if (item === undefined) return;
    last = { element: item.element, index };
    if (item.element.tabIndex < 0 && !item.element.hasAttribute('tabindex')) item.element.setAttribute('tabindex', '-1');
    item.element.focus({ preventScroll: true });
    item.element.scrollIntoView({ block: 'nearest' });
    // Not focusable after all, or it had the focus: nothing else will say it.
    if (access().audio && said !== item.element) read(describe(item));
    said = null;
  };
  /** Whose description the focus itself brought about. */
  let said: Element | null = null;

  const move = (by: 1 | -1): boolean => {
    const all = items();
    if (all.length === 0) return false;
    const from = indexIn(all);
    goTo(all, from < 0 ? (by === 1 ? 0 : all.length - 1) : (from + by + all.length) % all.length);
    return true;
  };

  const where = () => {
    const root = readRoot();
    const all = items();
    const index = indexIn(all);
    const item = all[index];
    if (root === null || item === undefined) return;
    read(say()('access.read.where', { place: placeOf(root), index: index + 1, count: all.length, item: describe(item) }));
  };

  const keyName = (command: AccessCommand) => say()('access.key', { key: keys().keyFor(command) ?? 'Enter' });
  const help = () => {
    const names = ['next', 'previous', 'activate', 'repeat', 'where', 'help', 'audio'] as const;
    return say()('access.read.help', Object.fromEntries(names.map((name) => [name, keyName(name)])));
  };

  const summary = (root: HTMLElement): string => {
    const text = summaryOf(root, readItems(root).length, say());
    const isPin = root.dataset.testid === 'pin' && !access().headphones;
    return isPin ? `${text} ${say()('access.read.private')}` : text;
  };

  /** Another picture, or other cards in it. */
  const look = () => {
    const root = readRoot();
    if (root === null) return;
    const nowView = viewOf(root);
    const titles = root.matches('dialog') ? [] : [...root.querySelectorAll<HTMLElement>('.cards > .card')].map((card) => placeOfCard(card));
    const nowCards = titles.join('; ');
    const changed = nowView !== view;
    const fresh = nowCards !== cards && nowCards !== '';
    view = nowView;
    if (!root.matches('dialog')) cards = nowCards;
    if (!access().audio) return;
    if (fresh) {
      last = beforeCards(root);
      readLater(say()('access.read.cards', { count: titles.length, titles: nowCards, next: keyName('next') }));
    } else if (changed) {
      last = { element: null, index: -1 };
      readLater(summary(root));
    }
  };
  /** "Next" goes on to the first of the cards. */
  const beforeCards = (root: HTMLElement): typeof last => {
    const first = root.querySelector('.cards > .card');
    const index = first === null ? -1 : readItems(root).findIndex(({ element }) => first.contains(element));
    if (document.activeElement instanceof HTMLElement && document.activeElement !== document.body) document.activeElement.blur();
    return { element: null, index: index - 1 };
  };

  const stopWatching = watchScreen({
    onChange: look,
    onNews: (text) => access().audio && store.get().activity !== 'speaking' && store.get().activity !== 'thinking' && read(text),
    onFocus(element) {
      if (!access().audio) return;
      const all = items();
      const index = all.findIndex((item) => item.element === element);
      const item = all[index];
      if (item === undefined) return;
      last = { element: item.element, index };
      said = element;
      read(describe(item));
    },
    onPressed(element) {
      const item = access().audio ? items().find((one) => one.element === element) : undefined;
      if (item?.pressed !== undefined || item?.kind === 'field') read(describe(item));
    },
  });

  let before = access();
  const unsubscribe = store.subscribe(() => {
    flush();
    const now = access();
    const was = before;
    before = now;
    if (now.audio === was.audio || store.get().session === null) return;
    if (!now.audio) return read(say()('access.read.ended'));
    const root = readRoot();
    read([say()('access.read.started'), help(), ...(root === null ? [] : [summary(root)])].join(' '));
  });

  const levels: Partial<Record<AccessCommand, () => string>> = {
    louder: () => levelText('access.volume', access().volume / 0.7),
    softer: () => levelText('access.volume', access().volume / 0.7),
    faster: () => levelText('access.rate', access().speechRate),
    slower: () => levelText('access.rate', access().speechRate),
    'curtain-on': () => say()('access.hidden'),
  };
  const levelText = (key: 'access.volume' | 'access.rate', value: number) =>
    `${say()(key)}: ${say()('access.percent', { percent: Math.round(value * 100) })}`;

  return {
    command(command) {
      switch (command) {
        case 'next':
          return move(1);
        case 'previous':
          return move(-1);
        case 'activate':
          if (!(document.activeElement instanceof HTMLElement) || document.activeElement === document.body) return false;
          document.activeElement.click();
          return true;
        case 'repeat':
          if (access().audio) read(spoken);
          return access().audio;
        case 'where':
          if (access().audio) where();
          return access().audio;
        case 'help':
          // Without the reading aloud, help is to be seen.
          if (access().audio) read(help());
          else actions.access('panel');
          return true;
        case 'stop':
          actions.readOut('');
          return true;
        default: {
          actions.access(command);
          const text = access().audio ? levels[command]?.() : undefined;
          if (text !== undefined) read(text);
          return true;
        }
      }
    },
    press(name) {
      const root = readRoot();
      const wanted = plain(name);
      const controls = (root === null ? [] : readItems(root)).filter((item) => item.kind === 'button' && item.disabled !== true);
      const named = controls.filter((item) => plain(item.text) === wanted);
      const like = named.length > 0 ? named : controls.filter((item) => ` ${plain(item.text)} `.includes(` ${wanted} `));
      const [only] = like;
      // Two that would do are none that was meant, unless they do the same.
      if (only === undefined || new Set(like.map(({ text }) => text)).size > 1) return false;
      only.element.click();
      return true;
    },
    close() {
      stopWatching();
      unsubscribe();
    },
  };
}

function placeOfCard(card: HTMLElement): string {
  return (card.querySelector('h2, h3')?.textContent ?? card.getAttribute('aria-label') ?? '').trim();
}
