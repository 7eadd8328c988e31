import type { Activity, Connection, MicFrame, SpeechAudio, ToKiosk, ToScreen } from '../contract/index.ts';
import type { GuestSession } from './guest-session.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import { createScreenLink, type ScreenLink, type ScreenLinkHandlers } from './screen-link.ts';
import type { StaffSide } from './staff-side.ts';
import { createVenueWatch } from './venue-watch.ts';
import { welcome, withoutReasons } from './welcome.ts';

/** Without its screen a session is kept this long for a reconnect, then it is ended for privacy. */
const SCREEN_GONE_MS = 30_000;

export interface ScreensDeps {
  readonly kiosk: KioskDeps;
  readonly staff: StaffSide;
  readonly session: () => GuestSession | null;
  readonly locale: () => string;
  readonly activity: () => Activity;
  readonly onMessage: (message: Exclude<ToKiosk, { type: 'hello' }>) => void;
  readonly onFrame: (frame: MicFrame) => void;
  /** The guest's screen is here, for the first time or again. */
  readonly onGreeted: () => void;
  readonly onLost: () => void;
  /** It has not come back. */
  readonly onGone: () => void;
}

/** The screens of a kiosk: the guest's one, of which the newest counts, and those of staff. */
export interface Screens {
  readonly handlers: ScreenLinkHandlers;
  connect(connection: Connection): void;
  /** To the guest's screen, where there is one. */
  send(message: ToScreen): void;
  sendAudio(audio: SpeechAudio): void;
  /** Shows a waiting screen the venue that is published now. */
  checkVenue(): void;
  close(): void;
}

export function createScreens(deps: ScreensDeps): Screens {
  const { clock, config, log, parts } = deps.kiosk;
  const { staff } = deps;
  let screen: ScreenLink | null = null;
  let closed = false;
  let cancelGone = () => {};
  /** Also those of screens that have not said hello. */
  const connections = new Set<Connection>();

  /** What a waiting screen shows depends on both. */
  const shownVersion = () => {
    const venue = parts.venue()?.version;
    const revision = deps.kiosk.companions?.revision ?? 0;
    return revision === 0 ? venue : `${venue}/${revision}`;
  };
  const greet = (link: ScreenLink) => {
    venueWatch.shown(shownVersion());
    link.send(welcome(deps.kiosk, deps.locale(), deps.session()));
  };
  const venueWatch = createVenueWatch({
    clock,
    version() {
      deps.kiosk.companions?.refresh();
      return shownVersion();
    },
    waiting: () => deps.session() === null && screen !== null,
    show: () => screen && greet(screen),
  });
  const stopWatchingParts = parts.onChange(() => {
    screen?.send({ type: 'capabilities', capabilities: withoutReasons(parts.capabilities()) });
    staff.broadcast({ type: 'capabilities', capabilities: parts.capabilities() });
  });

  const handlers = staff.around({
    onHello(link, hello) {
      if (hello.role === 'staff') {
        // Staff screens see no guest: neither the conversation nor the language it is in.
        link.send(welcome(deps.kiosk, config.locales[0] ?? 'en', null));
        return staff.enter(link);
      }
      cancelGone();
      const older = screen;
      screen = link;
      older?.close('replaced by a newer screen');
      greet(link);
      link.send({ type: 'activity', activity: deps.activity() });
      deps.onGreeted();
    },
    onMessage: (link, message) => (link.role === 'staff' ? staff.handle(link, message) : link === screen && deps.onMessage(message)),
    onChunk: staff.pushChunk,
    onFrame: (link, frame) => (link.role === 'staff' ? staff.push(link, frame) : link === screen && deps.onFrame(frame)),
    onClose(link) {
      staff.leave(link);
      if (link !== screen) return;
      screen = null;
      if (closed) return;
      deps.onLost();
      cancelGone = clock.after(SCREEN_GONE_MS, deps.onGone);
    },
  });

  return {
    handlers,
    connect(connection) {
      if (closed) return connection.close('kiosk closed');
      connections.add(connection);
      createScreenLink(connection, handlers, clock, log);
      connection.onClose(() => connections.delete(connection));
    },
    send: (message) => screen?.send(message),
    sendAudio: (audio) => screen?.sendAudio(audio),
    checkVenue: venueWatch.check,
    close() {
      closed = true;
      cancelGone();
      venueWatch.close();
      stopWatchingParts();
      for (const connection of connections) connection.close('kiosk closed');
    },
  };
}
