import type { Log } from '../../core/ports.ts';
import { openVenueVersions } from '../../native/sqlite/venue-versions.ts';
import { countStart, type Trials, uncountStart } from '../updates/trials.ts';
import { createUpdateStore, type VenueUpdate } from '../updates/update-store.ts';
import { createFleetConfigStore } from './config-store.ts';

export interface Start {
  /** The kiosk ends in order: whatever is on trial is not to blame. */
  endedInOrder(): void;
}

/**
 * To be called by whatever starts a kiosk, before its configuration is read: counts the start for everything that is on trial, and goes back
 * to what was good before where the kiosk keeps ending. Never throws: with a full disk the kiosk starts all the same.
 */
export function beginStart(dataDir: string, log: Log): Start {
  const config = createFleetConfigStore({ dataDir, log });
  const updates = createUpdateStore({ dataDir, log });
  const guarded = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error('fleet.start-not-counted', { what, error });
    }
  };

  guarded('configuration', () => {
    const gaveUp = config.countStart();
    if (gaveUp !== null) log.warn('fleet.config-rolled-back', { version: gaveUp.version, why: gaveUp.why });
  });
  guarded('updates', () => {
    const before = updates.read();
    if (before.model.trial === null && before.venue.trial === null) return;
    const model = countStart(before.model, ({ sha256 }) => sha256);
    const venue = countStart(before.venue, ({ sha256 }) => sha256);
    // First the pointer: a kiosk that ends here goes back once more at its next start.
    if (venue.trial === null) pointBack(dataDir, before.venue, log);
    updates.write({ model, venue });
    if (before.model.trial !== null && model.trial === null)
      log.warn('update.rolled-back', { what: 'model', name: before.model.trial.value.name });
  });

  return {
    endedInOrder() {
      guarded('configuration', config.uncountStart);
      guarded('updates', () => {
        const state = updates.read();
        if (state.model.trial === null && state.venue.trial === null) return;
        updates.write({ model: uncountStart(state.model), venue: uncountStart(state.venue) });
      });
    },
  };
}

function pointBack(dataDir: string, { trial }: Trials<VenueUpdate>, log: Log): void {
  if (trial === null) return;
  const versions = openVenueVersions(dataDir);
  const { local, before, version } = trial.value;
  // Staff may have published another one meanwhile, which stays.
  if (before === null || versions.current()?.version !== local) return;
  versions.pointAt(before, { by: 'fleet', at: new Date().toISOString() });
  log.warn('update.rolled-back', { what: 'venue', version });
}
