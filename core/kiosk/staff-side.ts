import type { MicFrame, RequestRow, ToKiosk, UploadChunk } from '../contract/index.ts';
import type { Kiosk } from '../kiosk.ts';
import { createCalibrationDesk } from './calibration-desk.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import type { ScreenLink, ScreenLinkHandlers } from './screen-link.ts';
import { createPreviews } from './staff/previews.ts';
import { createStaffRoom, type StaffRoom } from './staff-room.ts';
import { createTurnHistograms } from './turn-histograms.ts';
import { createTurnStopwatch, type TurnStopwatch } from './turn-metrics.ts';

export interface StaffSideDeps {
  readonly kiosk: KioskDeps;
  /** For the previews of a draft: a kiosk of their own. */
  readonly createKiosk: (deps: KioskDeps) => Kiosk;
  /** Staff published another venue, or changed the notice; resolves when guests get it. */
  readonly onPublished: () => Promise<void>;
  /** Staff did something about a guest's request. */
  readonly onRequest: (row: RequestRow) => void;
}

/** All that staff see and do, and what is measured for them. Never a guest's words. */
export interface StaffSide extends Pick<StaffRoom, 'enter' | 'broadcast'> {
  readonly stopwatch: TurnStopwatch;
  handle(link: ScreenLink, message: Exclude<ToKiosk, { type: 'hello' }>): void;
  push(link: ScreenLink, frame: MicFrame): void;
  pushChunk(link: ScreenLink, chunk: UploadChunk): boolean;
  leave(link: ScreenLink): void;
  /** The kiosk's own handlers, with the screens of previews taken out. */
  around(own: ScreenLinkHandlers): ScreenLinkHandlers;
  metrics(): string;
  close(): void;
}

export function createStaffSide({ kiosk, createKiosk, onPublished, onRequest }: StaffSideDeps): StaffSide {
  const { config, clock, log, parts, staffData } = kiosk;
  const previews =
    staffData === undefined ? null : createPreviews({ kiosk: { ...kiosk, counts: undefined }, ...staffData, create: createKiosk });
  const room = createStaffRoom({
    requests: kiosk.requests,
    guestDesk: kiosk.guestDesk,
    pin: kiosk.staffPin,
    capabilities: parts.capabilities,
    clock,
    log,
    data: staffData,
    previews,
    by: `staff at ${config.name}`,
    now: () => clock.localNow(parts.venue()?.venue.timezone ?? 'UTC'),
    onPublished,
    onRequest,
  });
  const calibration = createCalibrationDesk(kiosk);
  const histograms = createTurnHistograms();
  const stopwatch = createTurnStopwatch(clock, {
    onPart: histograms.observe,
    publish(turn, metrics) {
      if (metrics.voiceToVoiceMs !== null) kiosk.counts?.voiceToVoice(turn, metrics.voiceToVoiceMs);
      room.broadcast({ type: 'metrics', turn, metrics });
      log.info('turn metrics', { ...metrics });
    },
  });

  return {
    stopwatch,
    enter: room.enter,
    broadcast: room.broadcast,
    handle(link, message) {
      room.handle(link, message);
      calibration.handle(link, message);
    },
    push: calibration.push,
    pushChunk: room.push,
    leave(link) {
      room.leave(link);
      calibration.leave(link);
    },
    around: (own) => previews?.around(own) ?? own,
    metrics: histograms.prometheus,
    close() {
      previews?.close();
      room.close();
    },
  };
}
