import type { ToScreen } from '../contract/index.ts';
import type { BadgeDesk } from './badge-desk.ts';
import { type MemoryCommand, memoryCommand } from './guest-words/memory-words.ts';
import { isNo, isYes, plain } from './guest-words/plain.ts';
import { createMemoryAccess, type KnownGuest, type MemoryAccessDeps } from './memory-access.ts';
import { createMemoryEdits } from './memory-edits.ts';
import { exportAsJson, exportAsText } from './memory-export.ts';
import type { MemoryLink } from './memory-link.ts';
import { createMemoryScreen } from './memory-screen.ts';
import type { PinDesk } from './pin-desk.ts';

export interface MemoryDeskDeps extends Omit<MemoryAccessDeps, 'onFailed'> {
  readonly pin: PinDesk;
  readonly link: MemoryLink;
  readonly send: (message: ToScreen) => void;
  /** As an export's title names this house. */
  readonly house: () => string;
  /** Asks the endpoint once more for a guest it has not told of yet. */
  readonly reach: () => void;
  /** Erases the recognised guest; false when it could not be done and the guest was told. */
  readonly forget: BadgeDesk['forget'];
  /** Begins anew, with nothing of the guest left on any screen, and says this line. */
  readonly startAfresh: (line: string) => void;
  /** Something personal is, or is no longer, on the screen. */
  readonly onPrivate: (shown: boolean) => void;
}

/** The guest's own screen: what is known, and everything they can do about it, by touch and by voice. */
export interface MemoryDesk {
  /** Whether this would be taken by `hears`, without doing anything. */
  takes(text: string): boolean;
  hears(text: string): boolean;
  show(): void;
  close(): void;
  remove(id: string): void;
  correct(id: string, value: string): void;
  pause(paused: boolean): void;
  takeAlong(format: 'text' | 'json'): void;
  /** Shows a code to go on with on another channel. */
  linkElsewhere(): void;
  erase(): void;
  /** Answers what was read back, and closes an export or a code. */
  answer(yes: boolean): void;
  /** For a screen that came back. */
  showAgain(): void;
  /** The session is over. */
  reset(): void;
}

export function createMemoryDesk(deps: MemoryDeskDeps): MemoryDesk {
  const { pin, send } = deps;
  const access = createMemoryAccess({
    ...deps,
    onFailed(who) {
      close();
      send({ type: 'fault', fault: 'device', code: 'memory-unavailable', hint: wordsOf(who)('fault.memory') });
    },
  });
  const { known, guarded, verified, keptOf, viewOf, itemsOf, wordsOf, say } = access;

  const screen = createMemoryScreen({ ...deps, access });
  const { refresh, close } = screen;

  /** After the PIN; a guest who chose none is told why not. */
  const unlocked = (why: 'show' | 'export', work: (who: KnownGuest) => void) =>
    guarded((who) => {
      if (pin.isSet(who.guest)) pin.prove(why, verified(work));
      else say(who, wordsOf(who)('memory.noPin'));
    });

  const ask = (what: 'erase' | 'delete', textOf: (who: KnownGuest) => string, yes: (who: KnownGuest) => void) =>
    guarded((who) => {
      const text = textOf(who);
      (screen.open ?? screen.show(false)).asks = { what, text, yes: () => guarded(yes) };
      refresh();
      say(who, text);
    });
  const edits = createMemoryEdits({ access, pin, refresh, askToDelete: (textOf, yes) => ask('delete', textOf, yes) });

  const show = () =>
    unlocked('show', (who) => {
      screen.show(true);
      refresh();
      say(who, wordsOf(who)('memory.shown'));
    });

  const readOut = (who: KnownGuest) => {
    const items = itemsOf(who);
    const [first] = items;
    const t = wordsOf(who);
    if (screen.open !== null) screen.open.that = items.length === 1 && first !== undefined ? first.id : null;
    if (first === undefined) say(who, t('memory.nothing'));
    else say(who, ...items.map(({ number, text }) => `${t('memory.item', { number, text })}.`));
  };

  const takeAlong = (format: 'text' | 'json') =>
    unlocked('export', (who) => {
      const made =
        format === 'json'
          ? exportAsJson(keptOf(who))
          : exportAsText(viewOf(who), wordsOf(who)('memory.exportTitle', { house: deps.house() }));
      screen.full().codes = { format, ...made };
      refresh();
      say(who, wordsOf(who)('memory.codes', { count: made.parts.length }));
    });

  const linkElsewhere = () =>
    unlocked('show', (who) => {
      if (!deps.link.possible) return say(who, wordsOf(who)('memory.noLink'));
      void deps.link.make(who.guest).then((made) => {
        // Another guest, or nobody, by now.
        if (known()?.guest !== who.guest || !who.guest.verified) return;
        if (made === null) return say(who, wordsOf(who)('memory.linkFailed'));
        const shown = screen.full();
        Object.assign(shown, { codes: null, link: made });
        deps.link.whenOver(() => {
          if (shown.link !== made) return;
          shown.link = null;
          if (screen.open === shown) refresh();
        });
        refresh();
        say(who, wordsOf(who)('memory.link', { minutes: Math.round(made.expiresInMs / 60_000) }));
      });
    });

  const erase = () =>
    guarded((who) => {
      deps.reach();
      const readBack = () => ask('erase', (one) => wordsOf(one)(one.guest.heard ? 'memory.eraseAsk' : 'memory.eraseAskHere'), eraseNow);
      if (pin.isSet(who.guest)) pin.prove('erase', readBack);
      else readBack();
    });
  const eraseNow = (who: KnownGuest) => {
    // The other kiosks were heard since it was read back, and know a PIN.
    if (pin.isSet(who.guest) && !who.guest.verified) return erase();
    const t = wordsOf(who);
    const erased = deps.forget();
    if (erased === false) close();
    else deps.startAfresh(t(erased === 'here' ? 'memory.erasedHere' : 'memory.erased'));
  };

  const answer = (yes: boolean) => {
    const { open } = screen;
    if (open === null) return;
    const asked = open.asks;
    open.asks = null;
    open.codes = null;
    open.link = null;
    if (open.full) refresh();
    else close();
    if (asked === null) return;
    if (yes) asked.yes();
    else guarded((who) => say(who, wordsOf(who)('memory.kept')));
  };

  const byNumber = (number: number, act: (id: string) => void) =>
    guarded((who) => {
      const item = itemsOf(who).find((one) => one.number === number);
      if (item?.deletable) act(item.id);
      else say(who, wordsOf(who)('memory.which'));
    });
  const removeThat = () => {
    const { open } = screen;
    if (open === null) edits.removeLastTold();
    else if (open.that !== null) edits.remove(open.that);
    else guarded((who) => say(who, wordsOf(who)('memory.which')));
  };

  const run = (command: MemoryCommand) => {
    switch (command.do) {
      case 'show':
        return show();
      case 'read':
        return verified(readOut)();
      case 'close':
        return screen.open?.codes || screen.open?.link ? answer(false) : close();
      case 'erase':
        return erase();
      case 'export':
        return takeAlong('text');
      case 'link':
        return linkElsewhere();
      case 'pause':
        return edits.pause(true);
      case 'resume':
        return edits.pause(false);
      case 'delete-that':
        return removeThat();
      case 'delete':
        return byNumber(command.number, edits.remove);
      case 'forget':
        return edits.forget(command.kind);
      case 'correct':
        return byNumber(command.number, (id) => edits.correct(id, command.value));
      case 'pin':
        return guarded((who) => pin.isSet(who.guest) && pin.change());
    }
  };

  /** Yes or no to what was read back. */
  const answerIn = (text: string): boolean | null => {
    const said = plain(text);
    const { open } = screen;
    if (open === null || open.asks === null || said.split(' ').length > 5) return null;
    return isYes(said) ? true : isNo(said) ? false : null;
  };
  const commandIn = (text: string) => (known() === null ? null : memoryCommand(text, screen.open?.full === true));

  return {
    takes: (text) => answerIn(text) !== null || commandIn(text) !== null,
    hears(text) {
      const answered = answerIn(text);
      const command = answered === null ? commandIn(text) : null;
      if (answered !== null) answer(answered);
      // Another question leads back to the conversation; nothing that was asked stands any more.
      else if (command === null) close();
      else {
        if (screen.open !== null) screen.open.asks = null;
        run(command);
      }
      return answered !== null || command !== null;
    },
    show,
    close,
    ...edits,
    takeAlong,
    linkElsewhere,
    erase,
    answer,
    showAgain: refresh,
    reset: close,
  };
}
