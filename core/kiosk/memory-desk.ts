import type { MemoryItem, MemoryView, ToScreen } from '../contract/index.ts';
import type { FactKind, GuestMemory, GuestStore, Log } from '../ports.ts';
import { type GuestSession, memoryOf, type RecognisedGuest } from './guest-session.ts';
import { type MemoryCommand, memoryCommand } from './guest-words/memory-words.ts';
import { isNo, isYes, plain } from './guest-words/plain.ts';
import { exportAsJson, exportAsText, type MemoryExport } from './memory-export.ts';
import { memoryView } from './memory-view.ts';
import { kioskMessages } from './messages.ts';
import type { PinDesk } from './pin-desk.ts';

export interface MemoryDeskDeps {
  readonly guests: GuestStore | null;
  readonly pin: PinDesk;
  readonly log: Log;
  readonly send: (message: ToScreen) => void;
  readonly current: () => GuestSession | null;
  readonly timezone: () => string;
  /** As an export's title names this house. */
  readonly house: () => string;
  readonly expectAnswer: () => void;
  /** Erases the recognised guest; false when it could not be done and the guest was told. */
  readonly forget: () => boolean;
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
  erase(): void;
  /** Answers what was read back, and closes an export. */
  answer(yes: boolean): void;
  showAgain(): void;
  reset(): void;
}

interface Known {
  readonly session: GuestSession;
  readonly guest: RecognisedGuest;
  readonly memory: GuestMemory;
}

interface Open {
  /** False: only what is asked is shown, for a guest without a PIN. */
  readonly full: boolean;
  asks: { readonly what: 'erase' | 'delete'; readonly text: string; readonly yes: () => void } | null;
  codes: ({ readonly format: 'text' | 'json' } & MemoryExport) | null;
  /** The entry that "that" means. */
  that: string | null;
}

export function createMemoryDesk(deps: MemoryDeskDeps): MemoryDesk {
  const { guests, pin, log, send, current } = deps;
  let open: Open | null = null;

  const known = (): Known | null => {
    const session = current();
    const guest = session?.guest ?? null;
    const memory = memoryOf(guest);
    return session === null || guest === null || memory === null ? null : { session, guest, memory };
  };
  const wordsOf = ({ session }: Known) => kioskMessages(session.locale);
  const say = (who: Known, ...lines: readonly string[]) => {
    who.session.announce(...lines);
    deps.expectAnswer();
  };

  const recordOf = ({ guest }: Known) => guests?.inspect?.(guest.guestId) ?? null;
  const viewOf = (who: Known) =>
    memoryView({ profile: who.memory.profile(), record: recordOf(who), locale: who.session.locale, timezone: deps.timezone() });
  const itemsOf = (who: Known): readonly MemoryItem[] => viewOf(who).groups.flatMap(({ items }) => items);

  const refresh = () => {
    const who = known();
    deps.onPrivate(open !== null);
    if (open === null || who === null) return send({ type: 'memory', view: null });
    const { full, asks, codes } = open;
    const view: MemoryView = {
      ...(full ? viewOf(who) : { groups: [], consent: '' }),
      paused: who.memory.paused,
      pinSet: pin.isSet(who.guest),
      asks: asks && { what: asks.what, text: asks.text },
      codes: codes && { format: codes.format, parts: codes.parts, leftOut: codes.leftOut },
    };
    send({ type: 'memory', view });
  };

  const close = () => {
    if (open === null) return;
    open = null;
    refresh();
  };

  /** What fails is said; what the log gets holds nothing of the guest. */
  const guarded = (work: (who: Known) => void) => {
    const who = known();
    if (who === null) return;
    try {
      work(who);
    } catch (error) {
      log.error('guest memory failed', { error });
      close();
      send({ type: 'fault', fault: 'device', code: 'memory-unavailable', hint: wordsOf(who)('fault.memory') });
    }
  };
  /** For what a badge alone must not do. */
  const verified = (work: (who: Known) => void) => () => guarded((who) => who.guest.verified && work(who));

  const openFull = () => {
    open = { full: true, asks: null, codes: null, that: null };
  };
  const show = () =>
    guarded((who) => {
      if (!pin.isSet(who.guest)) return say(who, wordsOf(who)('memory.noPin'));
      pin.prove(
        'show',
        verified((proven) => {
          openFull();
          refresh();
          say(proven, wordsOf(proven)('memory.shown'));
        }),
      );
    });

  const readOut = (who: Known) => {
    const items = itemsOf(who);
    const t = wordsOf(who);
    if (open !== null) open.that = items.length === 1 ? (items[0]?.id ?? null) : null;
    if (items.length === 0) return say(who, t('memory.nothing'));
    say(who, ...items.map(({ number, text }) => `${t('memory.item', { number, text })}.`));
  };

  const drop = (who: Known, ids: readonly string[]) => {
    const { facts, threads } = who.memory.profile();
    let count = 0;
    for (const id of ids) {
      if (facts.some((fact) => fact.id === id) && who.memory.forgetFact(id)) count++;
      else if (threads.some((thread) => thread.id === id)) {
        who.memory.forgetThread(id);
        count++;
      }
    }
    refresh();
    say(who, wordsOf(who)('memory.deleted', { count }));
  };
  const remove = (id: string) => verified((who) => drop(who, [id]))();

  const correct = (id: string, value: string) =>
    verified((who) => {
      const corrected = who.memory.correctFact(id, value, { sessionId: who.session.id, turn: 0 });
      refresh();
      say(who, corrected ? wordsOf(who)('memory.corrected') : wordsOf(who)('memory.which'));
    })();

  const asks = (what: 'erase' | 'delete', textOf: (who: Known) => string, yes: (who: Known) => void) =>
    guarded((who) => {
      open ??= { full: false, asks: null, codes: null, that: null };
      open.asks = { what, text: textOf(who), yes: () => guarded(yes) };
      refresh();
      say(who, open.asks.text);
    });

  /** Where there is a PIN it proves that it is this guest; where there is none they hear what would go, and say yes. */
  const forgetKind = (kind: FactKind) =>
    guarded((who) => {
      const hit = (one: Known) =>
        one.memory
          .profile()
          .facts.filter((fact) => fact.kind === kind)
          .map(({ id }) => id);
      if (pin.isSet(who.guest))
        return pin.prove(
          'delete',
          verified((proven) => drop(proven, hit(proven))),
        );
      asks(
        'delete',
        (one) => wordsOf(one)('memory.deleteAsk', { what: wordsOf(one)('kind', { kind }) }),
        (one) => drop(one, hit(one)),
      );
    });

  const erase = () =>
    guarded((who) => {
      const ask = () => asks('erase', (one) => wordsOf(one)('memory.eraseAsk'), eraseNow);
      if (pin.isSet(who.guest)) pin.prove('erase', ask);
      else ask();
    });
  const eraseNow = (who: Known) => {
    const line = wordsOf(who)('memory.erased');
    if (!deps.forget()) return close();
    open = null;
    deps.startAfresh(line);
  };

  const takeAlong = (format: 'text' | 'json') =>
    guarded((who) => {
      if (!pin.isSet(who.guest)) return say(who, wordsOf(who)('memory.noPin'));
      pin.prove(
        'export',
        verified((proven) => {
          if (open?.full !== true) openFull();
          const made =
            format === 'json'
              ? exportAsJson(proven.memory.profile(), recordOf(proven))
              : exportAsText(viewOf(proven), wordsOf(proven)('memory.exportTitle', { house: deps.house() }));
          if (open !== null) open.codes = { format, ...made };
          refresh();
          say(proven, wordsOf(proven)('memory.codes', { count: made.parts.length }));
        }),
      );
    });

  const pause = (paused: boolean) =>
    guarded((who) => {
      who.memory.pause(paused);
      if (open !== null) refresh();
      say(who, wordsOf(who)(paused ? 'memory.paused' : 'memory.resumed'));
    });

  const answer = (yes: boolean) => {
    if (open === null) return;
    const asked = open.asks;
    open.asks = null;
    open.codes = null;
    if (asked !== null && yes) {
      if (!open.full) close();
      return asked.yes();
    }
    if (open.full) refresh();
    else close();
    if (asked !== null) guarded((who) => say(who, wordsOf(who)('memory.kept')));
  };

  /** "That": the entry last read by itself, else the last thing the guest told in this session. */
  const removeThat = () =>
    guarded((who) => {
      const told = who.memory
        .profile()
        .facts.filter(({ sessionId }) => sessionId === who.session.id)
        .at(-1);
      const id = open?.that ?? (open === null ? told?.id : undefined);
      if (id === undefined) return say(who, wordsOf(who)(open === null ? 'memory.deleted' : 'memory.which', { count: 0 }));
      // It was said a moment ago by whoever stands here.
      if (open === null) drop(who, [id]);
      else remove(id);
    });

  const byNumber = (number: number, act: (id: string) => void) =>
    guarded((who) => {
      const item = itemsOf(who).find((one) => one.number === number);
      if (item === undefined || !item.deletable) return say(who, wordsOf(who)('memory.which'));
      act(item.id);
    });

  const run = (command: MemoryCommand) => {
    switch (command.do) {
      case 'show':
        return show();
      case 'read':
        return guarded((who) => who.guest.verified && readOut(who));
      case 'close':
        return open?.codes ? answer(false) : close();
      case 'erase':
        return erase();
      case 'export':
        return takeAlong('text');
      case 'pause':
        return pause(true);
      case 'resume':
        return pause(false);
      case 'delete-that':
        return removeThat();
      case 'delete':
        return byNumber(command.number, remove);
      case 'forget':
        return forgetKind(command.kind);
      case 'correct':
        return byNumber(command.number, (id) => correct(id, command.value));
    }
  };

  const answerIn = (text: string): boolean | null => {
    const said = plain(text);
    if (open?.asks == null || said.split(' ').length > 5) return null;
    return isYes(said) ? true : isNo(said) ? false : null;
  };
  const commandIn = (text: string) => (known() === null ? null : memoryCommand(text, open?.full === true));

  return {
    takes: (text) => answerIn(text) !== null || commandIn(text) !== null,
    hears(text) {
      const answered = answerIn(text);
      if (answered !== null) {
        answer(answered);
        return true;
      }
      const command = commandIn(text);
      if (command === null) {
        // Another question takes the guest back to the conversation; nothing that was asked stands any more.
        close();
        return false;
      }
      if (open?.asks) open.asks = null;
      run(command);
      return true;
    },
    show,
    close,
    remove,
    correct,
    pause,
    takeAlong,
    erase,
    answer,
    showAgain: () => open !== null && refresh(),
    reset() {
      if (open === null) return;
      open = null;
      deps.onPrivate(false);
      send({ type: 'memory', view: null });
    },
  };
}
