import type { FactKind } from '../ports.ts';
import type { KnownGuest, MemoryAccess } from './memory-access.ts';
import type { PinDesk } from './pin-desk.ts';

export interface MemoryEditsDeps {
  readonly access: MemoryAccess;
  readonly pin: PinDesk;
  /** Something has changed that may be on the screen. */
  readonly refresh: () => void;
  /** Reads back what is about to be deleted; `yes` runs when the guest says so. */
  readonly askToDelete: (textOf: (who: KnownGuest) => string, yes: (who: KnownGuest) => void) => void;
}

/** What a guest changes in what is remembered of them, each said when it is done. */
export function createMemoryEdits({ access, pin, refresh, askToDelete }: MemoryEditsDeps) {
  const { guarded, verified, wordsOf, say } = access;

  const drop = (who: KnownGuest, ids: readonly string[]) => {
    const { facts, threads } = who.memory.profile();
    let count = 0;
    for (const id of ids) {
      if (facts.some((fact) => fact.id === id) && who.memory.forgetFact(id)) count++;
      else if (threads.some((thread) => thread.id === id)) {
        who.memory.forgetThread(id);
        count++;
      } else if (who.memory.forgetEpisode?.(id)) count++;
    }
    refresh();
    say(who, wordsOf(who)('memory.deleted', { count }));
  };

  const ofKind = (kind: FactKind) => (who: KnownGuest) => {
    const facts = who.memory.profile().facts.filter((fact) => fact.kind === kind);
    drop(
      who,
      facts.map(({ id }) => id),
    );
  };

  const setPaused = (paused: boolean) => (who: KnownGuest) => {
    who.memory.pause(paused);
    refresh();
    say(who, wordsOf(who)(paused ? 'memory.paused' : 'memory.resumed'));
  };

  /** Where there is a PIN it proves that it is this guest; where there is none they hear what would go, and say yes. */
  const forget = (kind: FactKind): void =>
    guarded((who) => {
      if (pin.isSet(who.guest)) pin.prove('delete', verified(ofKind(kind)));
      else askToDelete((one) => wordsOf(one)('memory.deleteAsk', { what: wordsOf(one)('kind', { kind }) }), deleteNow(kind));
    });
  /** The other kiosks were heard since it was read back, and know a PIN. */
  const deleteNow = (kind: FactKind) => (who: KnownGuest) =>
    pin.isSet(who.guest) && !who.guest.verified ? forget(kind) : ofKind(kind)(who);

  return {
    remove: (id: string) => verified((who) => drop(who, [id]))(),
    correct: (id: string, value: string) =>
      verified((who) => {
        const corrected = who.memory.correctFact(id, value, { sessionId: who.session.id, turn: 0 });
        refresh();
        say(who, wordsOf(who)(corrected ? 'memory.corrected' : 'memory.which'));
      })(),
    /** Whoever holds the badge may have the kiosk stop; to have it begin again, against the guest's own word, takes the guest. */
    pause: (paused: boolean) =>
      guarded((who) => {
        if (!paused && pin.isSet(who.guest)) pin.prove('resume', verified(setPaused(false)));
        else setPaused(paused)(who);
      }),
    forget,
    /** The last thing told in this session: it was said a moment ago by whoever stands here. */
    removeLastTold: () =>
      guarded((who) => {
        const told = who.memory.profile().facts.filter(({ sessionId }) => sessionId === who.session.id);
        drop(
          who,
          told.slice(-1).map(({ id }) => id),
        );
      }),
  };
}
