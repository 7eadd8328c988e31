import type { Capabilities, ToKiosk, ToScreen } from '../contract/index.ts';
import type { Log, RequestStore } from '../ports.ts';
import type { StaffPin } from './kiosk-deps.ts';
import type { ScreenLink } from './screen-link.ts';

export interface StaffRoom {
  enter(link: ScreenLink): void;
  leave(link: ScreenLink): void;
  handle(link: ScreenLink, message: Exclude<ToKiosk, { type: 'hello' }>): void;
  /** To every signed-in staff screen. */
  broadcast(message: ToScreen): void;
  /** The screens themselves are the kiosk's to close. */
  close(): void;
}

/** Staff screens: sign in by PIN, see and work off guests' requests, watch how answers came about. */
export function createStaffRoom(deps: {
  readonly requests: RequestStore;
  readonly pin: StaffPin;
  readonly capabilities: () => Capabilities;
  readonly log: Log;
}): StaffRoom {
  const links = new Set<ScreenLink>();

  const broadcast = (message: ToScreen) => {
    for (const link of links) if (link.signedIn) link.send(message);
  };

  const stopWatching = deps.requests.watch((rows) => broadcast({ type: 'staff.requests', requests: [...rows] }));

  const signIn = (link: ScreenLink, pin: string) => {
    if (!deps.pin.isSet()) {
      deps.pin.set(pin);
      deps.log.info('staff PIN set');
    } else {
      const verdict = deps.pin.verify(pin);
      if (!verdict.ok) {
        deps.log.warn('staff PIN refused', { retryAfterMs: verdict.retryAfterMs });
        return link.send({ type: 'staff.refused', retryAfterMs: verdict.retryAfterMs });
      }
    }
    link.markSignedIn();
    link.send({ type: 'staff.signedIn' });
    link.send({ type: 'capabilities', capabilities: deps.capabilities() });
    link.send({ type: 'staff.requests', requests: [...deps.requests.list()] });
  };

  return {
    enter: (link) => void links.add(link),
    leave: (link) => void links.delete(link),
    handle(link, message) {
      if (message.type === 'staff.signIn') signIn(link, message.pin);
      if (message.type === 'staff.request.update') deps.requests.update(message.requestId, message.status);
    },
    broadcast,
    close: stopWatching,
  };
}
