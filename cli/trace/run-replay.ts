import { FoyerError } from '../../core/contract/errors.ts';
import type { TurnTrace } from '../../core/contract/index.ts';
import type { Venue } from '../../core/venue/model.ts';
import { rollVenue } from '../../core/venue/rolling.ts';
import { dataDirectory } from '../../host/data-dir.ts';
import { openSandboxDesk } from '../../host/kiosk-records.ts';
import { createLog } from '../../host/log.ts';
import { createIds, createSystemClock } from '../../host/system.ts';
import { createBookingStore } from '../../native/sqlite/booking-store.ts';
import { KIOSK_MIGRATIONS } from '../../native/sqlite/kiosk-database.ts';
import { openDatabase } from '../../native/sqlite/open-database.ts';
import { readVenueFile } from '../../native/sqlite/venue-file.ts';
import { openVenueVersions } from '../../native/sqlite/venue-versions.ts';
import { printNote, printResult } from '../output.ts';
import { compareTurns } from './compare-turns.ts';
import { readTraces } from './read-traces.ts';
import { replayText } from './replay-text.ts';
import { replayTurn } from './replay-turn.ts';

export interface ReplayRequest {
  readonly file: string;
  readonly data?: string;
  readonly turn?: number;
  readonly session?: string;
  readonly json?: boolean;
}

/** Exit code 0: replayed, whatever it gave; 1: one turn or more could not be. */
export async function runReplay(request: ReplayRequest): Promise<number> {
  const { turns, broken } = readTraces(request.file);
  if (broken.length > 0) printNote(`${request.file}: no turn in line ${broken.slice(0, 10).join(', ')}; left out`);
  const wanted = turns.filter(
    (turn) =>
      (request.turn === undefined || turn.turn === request.turn) && (request.session === undefined || turn.session === request.session),
  );
  if (wanted.length === 0) {
    throw new FoyerError(
      `${request.file} has no turn ${request.turn ?? ''}${request.session === undefined ? '' : ` of ${request.session}`}`.trim(),
      {
        fault: 'operator',
        code: 'trace-turn-unknown',
        remedy: `It has turns ${[...new Set(turns.map((turn) => turn.turn))].slice(0, 20).join(', ')}.`,
      },
    );
  }
  const replay = openReplay(dataDirectory(request.data));
  let differing = 0;
  let failed = 0;
  try {
    for (const trace of wanted) {
      const why = replay.whyNot(trace);
      const again = why === null ? await replay.run(trace) : null;
      const compared = again === null ? null : compareTurns(trace, again);
      if (why !== null) failed += 1;
      if (compared?.same === false) differing += 1;
      printResult(request.json === true ? JSON.stringify({ trace, again, compared, why }) : replayText(trace, again, compared));
      if (why !== null) printNote(`  not replayed: ${why}`);
    }
  } finally {
    replay.close();
  }
  printNote(`${wanted.length} turns, ${wanted.length - differing - failed} the same, ${differing} different, ${failed} not replayed.`);
  return failed === 0 ? 0 : 1;
}

/** Venues by version, a table of requests in memory: what turns are run again on. */
function openReplay(dataDir: string) {
  const versions = openVenueVersions(dataDir);
  const db = openDatabase(':memory:', KIOSK_MIGRATIONS);
  const ids = createIds();
  const read = new Map<string, Venue | null>();
  const venueOf = (version: string): Venue | null => {
    if (!read.has(version)) read.set(version, venueIn(version));
    return read.get(version) ?? null;
  };
  const venueIn = (version: string): Venue | null => {
    if (!versions.list().some((one) => one.version === version)) return null;
    return readVenueFile(versions.pathOf(version)).venue;
  };
  return {
    whyNot({ venueVersion, input }: TurnTrace): string | null {
      if (input.text === null) return 'its text was not kept (traces.texts is "none")';
      if (venueVersion === null) return 'there was no venue';
      return venueOf(venueVersion) === null ? `venue version ${venueVersion} is not in ${dataDir}; give the kiosk's --data` : null;
    },
    run(trace: TurnTrace) {
      const version = trace.venueVersion ?? '';
      const venue = venueOf(version);
      if (venue === null || trace.input.text === null) throw new Error('ask whyNot first');
      return replayTurn(trace, trace.input.text, {
        venue: rollVenue(venue, trace.input.now.slice(0, 10)),
        version,
        records: {
          ...openSandboxDesk(ids),
          bookings: createBookingStore(db, { ids, random: () => 0.5, today: () => trace.input.now.slice(0, 10) }),
        },
        clock: createSystemClock(trace.input.now),
        ids,
        log: createLog({ level: 'warn' }),
      });
    },
    close: () => db.close(),
  };
}
