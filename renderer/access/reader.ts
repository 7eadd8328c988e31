import type { AccessCommand } from '../../core/contract/access.ts';
import { plain } from '../../core/kiosk/guest-words/plain.ts';
import type { ScreenStore } from '../store/create-store.ts';
import type { AccessActions } from './access-actions.ts';
import type { KeyMap } from './access-keys.ts';
import { createAnnouncer } from './announcer.ts';
import { describeItem, placeOf, type Say } from './describe.ts';
import { isPartOf } from './part-of-name.ts';
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
  /** Where the guest is; the element may have gone since. */
  let last: { readonly element: HTMLElement | null; readonly index: number } = { element: null, index: -1 };
  const access = () => store.get().ui.access;
  const announcer = createAnnouncer({
    store,
    readOut: actions.readOut,
    say,
    keys,
    onView: (root, cards) => {
      last = { element: null, index: cards ? beforeCards(root) : -1 };
    },
  });

  const items = (): ReadItem[] => {
    const root = readRoot();
    const all = root === null ? [] : readItems(root);
    return access().audio ? all : all.filter((item) => item.kind !== 'text' && item.disabled !== true);
  };
  const describe = (item: ReadItem) => describeItem(item, say(), access().headphones);

  const indexIn = (all: readonly ReadItem[]): number => {
    const active = document.activeElement;
    const at = all.findIndex(({ element }) => element === active);
    if (at >= 0) return at;
    const before = all.findIndex(({ element }) => element === last.element);
    // What had the focus is gone: on from where it was.
    return before >= 0 ? before : Math.min(last.index, all.length - 1);
  };

  /** Whose description the focus itself brought about. */
  let said: Element | null = null;
  const goTo = (item: ReadItem, index: number) => {
    const { element } = item;
    last = { element, index };
    if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.setAttribute('tabindex', '-1');
    said = null;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
    if (access().audio && said !== element) announcer.read(describe(item));
  };

  const move = (by: 1 | -1): boolean => {
    const all = items();
    const from = indexIn(all);
    const to = from < 0 ? (by === 1 ? 0 : all.length - 1) : (from + by + all.length) % all.length;
    const item = all[to];
    if (item !== undefined) goTo(item, to);
    return item !== undefined;
  };

  const where = () => {
    const root = readRoot();
    const all = items();
    const index = indexIn(all);
    const item = all[index];
    if (root === null || item === undefined) return;
    announcer.read(say()('access.read.where', { place: placeOf(root), index: index + 1, count: all.length, item: describe(item) }));
  };

  const activate = (): boolean => {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return false;
    activeElement.click();
    return true;
  };

  const stopWatching = watchScreen({
    onChange: announcer.look,
    onNews: announcer.news,
    onFocus(element) {
      if (!access().audio) return;
      const index = items().findIndex((item) => item.element === element);
      const item = items()[index];
      if (item === undefined) return;
      last = { element, index };
      said = element;
      announcer.read(describe(item));
    },
    onPressed(element) {
      const item = access().audio ? items().find((one) => one.element === element) : undefined;
      if (item?.pressed !== undefined || item?.kind === 'field') announcer.read(describe(item));
    },
  });

  return {
    command(command) {
      const { audio } = access();
      switch (command) {
        case 'next':
          return move(1);
        case 'previous':
          return move(-1);
        case 'activate':
          return activate();
        case 'repeat':
          if (audio) announcer.repeat();
          return audio;
        case 'where':
          if (audio) where();
          return audio;
        case 'help':
          // Without the reading aloud, help is to be seen.
          if (audio) announcer.help();
          else actions.access('panel');
          return true;
        case 'stop':
          actions.readOut('');
          return true;
        default:
          actions.access(command);
          if (audio && access().audio) announcer.level(command);
          return true;
      }
    },
    press(name) {
      const item = controlNamed(name);
      item?.element.click();
      return item !== null;
    },
    close() {
      stopWatching();
      announcer.close();
    },
  };
}

/** "Next" goes on to the first of the cards. */
function beforeCards(root: HTMLElement): number {
  const first = root.querySelector('.cards > .card');
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  return first === null ? -1 : readItems(root).findIndex(({ element }) => first.contains(element)) - 1;
}

/** The control so called, or of which these words are part. Two that would do are none that was meant, unless they do the same. */
function controlNamed(name: string): ReadItem | null {
  const root = readRoot();
  const wanted = plain(name);
  const controls = (root === null ? [] : readItems(root)).filter((item) => item.kind === 'button' && item.disabled !== true);
  const named = controls.filter((item) => plain(item.text) === wanted);
  const like = named.length > 0 ? named : controls.filter((item) => isPartOf(wanted, plain(item.text)));
  return new Set(like.map(({ text }) => text)).size === 1 ? (like[0] ?? null) : null;
}
