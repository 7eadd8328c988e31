import type { LocalDateTime, ToKiosk, ToScreen } from '../../contract/index.ts';
import type { Desk, Log } from '../../ports.ts';
import type { ScreenLink } from '../screen-link.ts';

type Message = Exclude<ToKiosk, { type: 'hello' }>;

/** Lost and found, cases and leads in the staff console. Every message here is from a signed-in staff screen; see screen-link.ts. */
export interface GuestDeskCommands {
  /** False when the message is none of these. */
  handle(link: ScreenLink, message: Message): boolean;
  /** What a screen needs that was just signed in. */
  greet(link: ScreenLink): void;
  close(): void;
}

export function createGuestDeskCommands(deps: {
  readonly desk: Desk;
  readonly log: Log;
  /** Venue wall clock. */
  readonly now: () => LocalDateTime;
  /** To every signed-in staff screen. */
  readonly broadcast: (message: ToScreen) => void;
}): GuestDeskCommands {
  const { lostFound, cases, leads } = deps.desk;
  const items = (): ToScreen => ({
    type: 'staff.items',
    lost: lostFound.lost().map(({ threadId: _, ...item }) => item),
    found: lostFound.found().map(({ threadId: _, ...item }) => item),
    matches: [...lostFound.matches()],
  });
  const allCases = (): ToScreen => ({ type: 'staff.cases', cases: [...cases.list()] });
  const allLeads = (): ToScreen => ({ type: 'staff.leads', leads: leads.list().map(({ consent: _, ...lead }) => lead) });
  const stops = [
    lostFound.watch(() => deps.broadcast(items())),
    cases.watch(() => deps.broadcast(allCases())),
    leads.watch(() => deps.broadcast(allLeads())),
  ];

  /** Whether there was anything to do it to; null: it is no message of ours. */
  const done = (message: Message): boolean | null => {
    switch (message.type) {
      case 'staff.item.found': {
        const { what, where, details } = message;
        const now = deps.now();
        lostFound.reportFound({ what, where, details, day: message.day ?? now.slice(0, 10), createdAt: now });
        return true;
      }
      case 'staff.item.decide':
        return lostFound.decide(message.lostId, message.foundId, message.same);
      case 'staff.item.collected':
        return lostFound.markCollected(message.lostId);
      case 'staff.item.close':
        return lostFound.close(message.itemId);
      case 'staff.case.update':
        return cases.update(message.caseId, message.status, deps.now(), message.note) !== null;
      case 'staff.lead.retry':
        return leads.retry(message.leadId);
      default:
        return null;
    }
  };

  return {
    handle(link, message) {
      const { seq } = message;
      let outcome: boolean | null;
      try {
        outcome = done(message);
      } catch (error) {
        deps.log.error('staff command failed', { command: message.type, error });
        link.send({
          type: 'staff.failed',
          seq,
          code: 'internal',
          message: 'the kiosk failed on this',
          remedy: "It is in the kiosk's log.",
        });
        return true;
      }
      if (outcome === null) return false;
      if (outcome) link.send({ type: 'staff.done', seq });
      else link.send({ type: 'staff.failed', seq, code: 'gone', message: 'it is not there any more' });
      return true;
    },
    greet(link) {
      for (const tell of [items, allCases, allLeads]) link.send(tell());
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}
