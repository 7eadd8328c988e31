import { join } from 'node:path';
import { z } from 'zod';
import type { VenueContext } from '../../core/agent/agent.ts';
import { screenTextSchema } from '../../core/contract/fleet.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { createStateFile } from './state-file.ts';

const messageSchema = z.object({ text: screenTextSchema, untilMs: z.number() }).nullable();
type Message = z.infer<typeof messageSchema>;

/** A message that nobody took away again. */
const LONGEST_MS = 24 * 3_600_000;
/** Node's timers count in 32 bits, and a clock may be set meanwhile. */
const LOOK_AT_LEAST_EVERY_MS = 60_000;

/** What operators far away have put on the guest's screen, in the place of the venue's own notice. It outlives a restart. */
export interface ScreenMessage {
  /** @param untilMs milliseconds since 1970; left out: for a day */
  show(text: Readonly<Record<string, string>>, untilMs: number | undefined): void;
  /**
   * The venue with the message in place of its notice; the same object for the same venue and message. Until that is prepared,
   * the venue as it is.
   */
  over(venue: VenueContext | null): VenueContext | null;
  close(): void;
}

export interface ScreenMessageOptions {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'after'>;
  readonly wallMs: () => number;
  readonly log: Pick<Log, 'error'>;
  /** Gets a venue ready to be asked, as for another version: what answers are looked up in is kept with the very object. */
  readonly prepare: (venue: VenueContext) => Promise<void>;
  /** It has come or gone. */
  readonly onChange: () => void;
}

interface Shown {
  readonly from: VenueContext;
  readonly message: Message;
  readonly venue: VenueContext;
}

export function createScreenMessage({ dataDir, clock, wallMs, log, prepare, onChange }: ScreenMessageOptions): ScreenMessage {
  const file = createStateFile<Message>({ path: join(dataDir, 'fleet', 'message.json'), schema: messageSchema, empty: null, log });
  let message = file.read();
  let latest: VenueContext | null = null;
  let shown: Shown | null = null;
  let coming: Shown | null = null;
  let cancel = () => {};

  const isOf = (one: Shown | null, from: VenueContext) => one !== null && one.from === from && one.message === message;
  const bring = (from: VenueContext) => {
    if (message === null || isOf(coming, from)) return;
    const next: Shown = { from, message, venue: { ...from, venue: { ...from.venue, banner: message.text } } };
    coming = next;
    void prepare(next.venue)
      .catch((error: unknown) => log.error('fleet.message-not-prepared', { error }))
      .then(() => {
        if (coming !== next || message !== next.message) return;
        coming = null;
        shown = next;
        onChange();
      });
  };
  const expire = () => {
    cancel();
    if (message === null) return;
    const restMs = message.untilMs - wallMs();
    if (restMs > 0) {
      cancel = clock.after(Math.min(restMs, LOOK_AT_LEAST_EVERY_MS), expire);
      return;
    }
    message = shown = coming = null;
    try {
      file.write(null);
    } catch (error) {
      // The next start finds it over as well; a full disk must neither end the kiosk nor keep it from starting.
      log.error('fleet.message-not-removed', { error });
    }
    onChange();
  };
  expire();

  return {
    show(text, untilMs) {
      const next = { text: { ...text }, untilMs: untilMs ?? wallMs() + LONGEST_MS };
      // First the disk: what could not be kept is not shown, and told as failed.
      file.write(next);
      message = next;
      if (latest !== null) bring(latest);
      expire();
    },
    over(from) {
      latest = from;
      if (from === null || message === null) return from;
      if (isOf(shown, from)) return shown?.venue ?? from;
      bring(from);
      return from;
    },
    close() {
      cancel();
      message = null;
    },
  };
}
