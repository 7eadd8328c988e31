import type { AccessCommand } from '../../core/contract/access.ts';
import type { ScreenStore } from '../store/create-store.ts';
import type { KeyMap } from './access-keys.ts';
import { type AccessUi, NORMAL_VOLUME } from './access-state.ts';
import { placeOf, type Say, summaryOf, viewOf } from './describe.ts';
import { readItems, readRoot } from './read-items.ts';

export interface AnnouncerOptions {
  readonly store: ScreenStore;
  readonly readOut: (text: string) => void;
  readonly say: () => Say;
  readonly keys: () => KeyMap;
  /** Another picture stands; `cards` are new in it. */
  readonly onView: (root: HTMLElement, cards: boolean) => void;
}

/** What audio mode says by itself: how it is used, what screen this is, what has come up. */
export interface Announcer {
  /** At once; what was being read gives way. */
  read(text: string): void;
  repeat(): void;
  help(): void;
  /** Of a command that changed loudness, pace or the curtain. */
  level(command: AccessCommand): void;
  /** A status of the screen; the kiosk's own words go before. */
  news(text: string): void;
  /** Tells what is another since the last look. */
  look(): void;
  close(): void;
}

/** The picture has settled by then: the first key may have begun the session itself. */
const START_MS = 300;
const HELP = ['next', 'previous', 'activate', 'repeat', 'where', 'help', 'audio'] as const;
const BUSY: ReadonlySet<string> = new Set(['thinking', 'speaking', 'hearing']);

export function createAnnouncer({ store, readOut, say, keys, onView }: AnnouncerOptions): Announcer {
  let spoken = '';
  /** Waits until the kiosk has finished its answer, and the guest their sentence. */
  let pending: string | null = null;
  let seen = { view: '', cards: '' };
  let starting: ReturnType<typeof setTimeout> | null = null;

  const access = (): AccessUi => store.get().ui.access;
  const reads = () => access().audio && store.get().session !== null;
  const keyName = (command: AccessCommand) => say()('access.key', { key: keys().keyFor(command) ?? 'Enter' });
  const help = () => say()('access.read.help', Object.fromEntries(HELP.map((name) => [name, keyName(name)])));

  const read = (text: string) => {
    pending = null;
    if (text === '') return;
    spoken = text;
    readOut(text);
  };
  const flush = () => {
    if (pending !== null && store.get().session !== null && !BUSY.has(store.get().activity)) read(pending);
  };
  const readLater = (text: string) => {
    pending = text;
    flush();
  };

  const summary = (root: HTMLElement): string => {
    const text = summaryOf(root, readItems(root).length, say());
    return root.dataset.testid === 'pin' && !access().headphones ? `${text} ${say()('access.read.private')}` : text;
  };

  const look = () => {
    const root = readRoot();
    if (root === null) return;
    const isDialog = root.matches('dialog');
    const titles = isDialog ? [] : cardTitles(root);
    const now = { view: viewOf(root), cards: isDialog ? seen.cards : titles.join('; ') };
    const before = seen;
    seen = now;
    if (!access().audio || starting !== null) return;
    if (!isDialog && now.cards !== before.cards && now.cards !== '') {
      onView(root, true);
      readLater(say()('access.read.cards', { count: titles.length, titles: now.cards, next: keyName('next') }));
    } else if (now.view !== before.view) {
      onView(root, false);
      readLater(summary(root));
    }
  };

  const cancelStart = () => {
    if (starting !== null) clearTimeout(starting);
    starting = null;
  };
  const start = () => {
    starting = setTimeout(() => {
      look();
      starting = null;
      const root = readRoot();
      read([say()('access.read.started'), help(), ...(root === null ? [] : [summary(root)])].join(' '));
    }, START_MS);
  };

  let was = reads();
  let guest = store.get().session?.id;
  /** What waits to be said, or was said last, was another guest's. */
  const forgetGuest = () => {
    const { session } = store.get();
    if (session?.id === guest) return;
    guest = session?.id;
    pending = null;
    spoken = '';
  };
  const unsubscribe = store.subscribe(() => {
    forgetGuest();
    flush();
    if (reads() === was) return;
    was = reads();
    cancelStart();
    if (was) start();
    else if (store.get().session !== null) read(say()('access.read.ended'));
  });
  if (was) look();

  const percent = (key: 'access.volume' | 'access.rate', share: number) =>
    `${say()(key)}: ${say()('access.percent', { percent: Math.round(share * 100) })}`;

  return {
    read,
    repeat: () => read(spoken),
    help: () => read(help()),
    level(command) {
      if (command === 'louder' || command === 'softer') read(percent('access.volume', access().volume / NORMAL_VOLUME));
      else if (command === 'faster' || command === 'slower') read(percent('access.rate', access().speechRate));
      else if (access().curtain && command.startsWith('curtain')) read(say()('access.hidden'));
    },
    news: (text) => access().audio && !BUSY.has(store.get().activity) && read(text),
    look,
    close() {
      cancelStart();
      unsubscribe();
    },
  };
}

function cardTitles(root: HTMLElement): string[] {
  return [...root.querySelectorAll<HTMLElement>('.cards > .card')].map((card) => {
    const heading = card.querySelector('h2, h3');
    return (heading?.textContent ?? placeOf(card)).trim();
  });
}
