import type { VenueContext } from '../agent/agent.ts';
import type { Capabilities, LocalDateTime, RequestRow, ToKiosk, ToKioskOf, ToScreen, UploadChunk } from '../contract/index.ts';
import type { BookingStore, Clock, Desk, Log, RequestStore } from '../ports.ts';
import type { StaffPin } from './kiosk-deps.ts';
import type { ScreenLink } from './screen-link.ts';
import { createStaffConsole } from './staff/console.ts';
import { createGuestDeskCommands } from './staff/guest-desk-commands.ts';
import type { Previews } from './staff/previews.ts';
import { createSignIns } from './staff/sign-ins.ts';
import type { StaffDesk } from './staff/staff-desk.ts';
import type { UnansweredStore } from './staff/unanswered.ts';

export interface StaffRoom {
  enter(link: ScreenLink): void;
  leave(link: ScreenLink): void;
  handle(link: ScreenLink, message: Exclude<ToKiosk, { type: 'hello' }>): void;
  /** Part of a file; false when it belongs to no upload. */
  push(link: ScreenLink, chunk: UploadChunk): boolean;
  /** To every signed-in staff screen. */
  broadcast(message: ToScreen): void;
  /** The screens themselves are the kiosk's to close. */
  close(): void;
}

/** The venue's data for staff; left out where a kiosk has no data directory of its own, as in a preview. */
export interface StaffData {
  readonly desk: StaffDesk;
  readonly unanswered: UnansweredStore;
  /** Left out: nothing can be booked here. */
  readonly bookings?: BookingStore;
  /** Where what is asked of staff in a preview goes; left out: nowhere, the guest of the preview is told so. */
  readonly openSandbox?: () => Desk;
  /** Gets a draft ready to be asked, so that its preview keeps no guest waiting. */
  readonly prepareVenue?: (venue: VenueContext) => Promise<void>;
}

export interface StaffRoomDeps {
  readonly requests: RequestStore;
  /** Lost and found, cases, leads; left out: requests only. */
  readonly guestDesk?: Desk | undefined;
  readonly pin: StaffPin;
  readonly capabilities: () => Capabilities;
  readonly clock: Clock;
  readonly log: Log;
  readonly data: StaffData | undefined;
  readonly previews: Previews | null;
  /** Recorded in manifests: "staff at Lobby east". */
  readonly by: string;
  /** Venue wall clock. */
  readonly now: () => LocalDateTime;
  readonly onPublished: () => Promise<void>;
  /** Staff did something about a request. */
  readonly onRequest: (row: RequestRow) => void;
}

/** Staff screens: sign in by PIN, work off guests' requests, look after the venue's data, watch how answers came about. */
export function createStaffRoom(deps: StaffRoomDeps): StaffRoom {
  const links = new Set<ScreenLink>();

  const broadcast = (message: ToScreen) => {
    for (const link of links) if (link.signedIn) link.send(message);
  };
  const stopWatching = deps.requests.watch((rows) => broadcast({ type: 'staff.requests', requests: [...rows] }));
  const { by, now, log, onPublished } = deps;
  const desk = deps.data === undefined ? null : createStaffConsole({ ...deps.data, by, now, log, broadcast, onPublished });

  const guestDesk = deps.guestDesk === undefined ? null : createGuestDeskCommands({ desk: deps.guestDesk, now, log, broadcast });

  const signIns = createSignIns({
    pin: deps.pin,
    clock: deps.clock,
    log,
    onSignedIn(link) {
      link.send({ type: 'staff.signedIn' });
      link.send({ type: 'capabilities', capabilities: deps.capabilities() });
      link.send({ type: 'staff.requests', requests: [...deps.requests.list()] });
      guestDesk?.greet(link);
      desk?.greet(link);
    },
    onSignedOut(link) {
      desk?.leave(link);
      deps.previews?.revoke(link);
    },
  });

  const updateRequest = ({ requestId, status, note }: ToKioskOf<'staff.request.update'>) => {
    const row = deps.requests.update(requestId, status, note === '' ? undefined : note);
    if (row !== null) deps.onRequest(row);
  };

  const openPreview = (link: ScreenLink, seq: number) => {
    if (deps.previews !== null) return link.send({ type: 'staff.preview', seq, ...deps.previews.tokenFor(link) });
    link.send({ type: 'staff.failed', seq, code: 'no-preview', message: 'this kiosk has no data to preview' });
  };

  return {
    enter: (link) => void links.add(link),
    leave(link) {
      links.delete(link);
      signIns.forget(link);
    },
    handle(link, message) {
      signIns.touch(link);
      switch (message.type) {
        case 'staff.signIn':
          return signIns.signIn(link, message.pin);
        case 'staff.signOut':
          return signIns.signOut(link, 'asked');
        case 'staff.request.update':
          return updateRequest(message);
        case 'staff.preview.open':
          return openPreview(link, message.seq);
        default:
          return guestDesk?.handle(link, message) === true ? undefined : desk?.handle(link, message);
      }
    },
    push(link, chunk) {
      signIns.touch(link);
      return desk?.push(link, chunk) ?? false;
    },
    broadcast,
    close() {
      stopWatching();
      guestDesk?.close();
      desk?.close();
      signIns.close();
    },
  };
}
