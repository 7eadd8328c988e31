import { createNoBookings } from '../booking/no-bookings.ts';
import { createNoDesk } from '../desk/no-desk.ts';
import type { Log } from '../ports.ts';
import { prepareKnowledge } from '../tools/knowledge.ts';
import { prepareNameRepair } from '../venue/spoken-names/name-repair.ts';
import type { VenueContext } from './agent.ts';
import { createAgent } from './create-agent.ts';
import { prepareMask } from './guard/mask.ts';
import { createLocalPlanner } from './local-planner.ts';

/** What guests ask, one of each sort; none of it has an effect. */
const QUESTIONS: readonly (readonly [locale: string, text: string])[] = [
  ['en', 'hello'],
  ['en', 'where is the nearest toilet'],
  ['en', 'and how do i get there'],
  ['en', 'what is on after lunch about music'],
  ['en', 'the second one'],
  ['en', 'how much is a beer'],
  ['en', 'something vegan without nuts'],
  ['en', 'when does the restaurant close'],
  ['en', 'who is speaking tomorrow'],
  ['en', 'is there parking'],
  ['de', 'wo ist der aufzug'],
  ['de', 'was läuft heute nachmittag'],
  ['de', 'wo kann ich etwas essen'],
  ['fr', 'où sont les toilettes'],
  ['es', 'qué hay a las dos y media'],
  ['it', 'a che ora chiude il bar'],
  ['ar', 'أين المصعد'],
  ['ja', 'トイレはどこですか'],
];

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Builds what answers are looked up in (it is kept with this very venue object) and has the code run once,
 * so that the first guest waits for neither: call it when a venue is opened, published or rolled to
 * another day. Some 150 ms on the demo; harmless to repeat.
 *
 * @param now venue wall clock.
 * @param pause resolves in a later task of the event loop: what else there is to do is done in between. Left out: without a pause.
 */
export async function warmUp(venue: VenueContext | null, now: string, pause: () => Promise<void> = async () => {}): Promise<void> {
  if (venue === null) return;
  await prepareKnowledge(venue.venue, pause);
  await prepareNameRepair(venue.venue, pause);
  await prepareMask(venue.venue, pause);
  const local = createLocalPlanner();
  const agent = createAgent({
    venue,
    // No question above asks anything of staff.
    ...createNoDesk(),
    bookings: createNoBookings(),
    kioskName: '',
    planner: local,
    fallback: local,
    clock: { nowMs: () => 0, localNow: () => now, after: () => () => {} },
    ids: { next: () => 'warm-up' },
    log: SILENT,
    limits: { maxSteps: 4, firstTokenMs: 1000, deadlineMs: 1000 },
  });
  const place = venue.venue.places.find((candidate) => candidate.id === venue.venue.defaultPlaceId);
  const here = place === undefined ? null : { placeId: place.id, floorId: place.floorId, at: place.at, headingDeg: 0 };
  for (const [turn, [locale, text]] of QUESTIONS.entries()) {
    await pause();
    const input = { sessionId: 'warm-up', turn, text, source: 'typed' as const, locale, now, here, memory: null };
    for await (const _ of agent.run(input, new AbortController().signal));
  }
}
