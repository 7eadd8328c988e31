import type { VenueContext } from '../../core/agent/agent.ts';
import { createAgent } from '../../core/agent/create-agent.ts';
import { createLocalPlanner } from '../../core/agent/local-planner.ts';
import { createNoBookings } from '../../core/booking/no-bookings.ts';
import { createNoDesk } from '../../core/desk/no-desk.ts';
import type { Clock, Ids, Log, SpeechToText } from '../../core/ports.ts';
import { textIn } from '../../core/venue/model.ts';
import { speakTrial } from '../../native/whisper/trial-speech.ts';

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
/** A place may bear a name that nobody could ask for; not each of so many. */
const MOST_PLACES = 8;
const PROBE_LIMIT_MS = 20_000;

/**
 * Asks a venue where some of its own places are, as a guest would; nothing of it is kept anywhere.
 * @returns null, or what is wrong with it
 */
export async function probeVenue(
  context: VenueContext,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
): Promise<string | null> {
  const { venue } = context;
  const locale = venue.languages[0] ?? 'en';
  const nobody = new Error('a trial');
  const planner = createLocalPlanner();
  const agent = createAgent({
    ...createNoDesk(nobody),
    venue: context,
    bookings: createNoBookings(nobody),
    kioskName: 'trial',
    planner,
    fallback: planner,
    clock,
    ids,
    log: SILENT,
    limits: { maxSteps: 4, firstTokenMs: PROBE_LIMIT_MS, deadlineMs: PROBE_LIMIT_MS },
  });
  const names = venue.places.map(({ name }) => textIn(name, locale)).filter((name) => name.length > 2);
  if (names.length === 0) return 'it has no places';
  const now = clock.localNow(venue.timezone);
  const sessionId = ids.next();
  let turn = 0;
  for (const name of names.slice(0, MOST_PLACES)) {
    const input = { sessionId, turn: ++turn, text: name, source: 'typed' as const, locale, now, here: null, memory: null };
    for await (const event of agent.run(input, AbortSignal.timeout(PROBE_LIMIT_MS))) {
      if (event.type === 'done' && event.outcome === 'answered') return null;
    }
  }
  return `no question about its places was answered (${Math.min(names.length, MOST_PLACES)} were asked)`;
}

/** @returns null, or what is wrong with a recogniser: it is given speech of the kiosk's own voice */
export async function probeHearing(hearing: SpeechToText): Promise<string | null> {
  const [first, second] = await speakTrial();
  for (const audio of [first, second]) {
    if (audio === undefined) continue;
    const { text } = await hearing.transcribe(audio);
    if (/\p{L}{2,}/u.test(text)) return null;
  }
  return 'it hears nothing in speech';
}
